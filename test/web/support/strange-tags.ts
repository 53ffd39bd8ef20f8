import { Parser } from 'htmlparser2';

/** What strangers, and agents, may write anywhere. */
export const payloads = [
  '<script>window.hit=1</script>',
  '"><img src=x onerror=window.hit=1>',
  "'><svg/onload=window.hit=1>",
  '</textarea><script>window.hit=1</script>',
  '</title><script>window.hit=1</script>',
  'javascript:window.hit=1',
  '<%= process.env %>',
  '<iframe srcdoc="<script>parent.hit=1</script>">',
  '&lt;b&gt; &amp;lt;',
  '\u202Egpj.exe\u0000\u2028',
];

/** What a spreadsheet would take for a formula. */
export const formulas = ['=cmd|"/c calc"!A1', '+1+1', '-2', '@SUM(A1)', '\t=1'];

/** What a browser would run or fetch in the page because of a stranger's words: none may be there. */
export function strangeTags(html: string): string[] {
  const found: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      const isOurs = name !== 'script' || /^\/assets\/desk\.[0-9a-f]{10}\.js$/.test(attributes['src'] ?? '');
      const handlers = Object.keys(attributes).filter((attribute) => /^(on|srcdoc|style)/.test(attribute));
      const links = ['href', 'src', 'action', 'formaction'].filter(
        (one) => one in attributes && !/^[/#]|^mailto:/.test(attributes[one]!),
      );
      if (
        !isOurs ||
        ['img', 'object', 'embed', 'base'].includes(name) ||
        handlers.length + links.length > 0
      ) {
        found.push(`${name} ${JSON.stringify(attributes)}`);
      }
    },
  });
  parser.end(html);
  return found;
}
