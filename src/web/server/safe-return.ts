/** Where to go after signing in: a path of ours, or the queue. `//evil`, `/\evil` and full addresses lead nowhere else. */
export function safeReturn(path: string): string {
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(path) || path.includes('\\')) return '/';
  const url = new URL(path, 'http://desk.invalid');
  if (url.host !== 'desk.invalid' || url.pathname.startsWith('//')) return '/';
  return url.pathname.startsWith('/connexion') ? '/' : url.pathname + url.search;
}
