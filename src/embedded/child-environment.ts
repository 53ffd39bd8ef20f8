/** What PostgreSQL's programs get of the environment: nothing that could bend them (PGDATA, LC_MESSAGES…). */
export function childEnvironment(): NodeJS.ProcessEnv | undefined {
  if (process.platform === 'win32') return undefined;
  return { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}
