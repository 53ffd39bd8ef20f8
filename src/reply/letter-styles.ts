/** Styles written on each element: many mail readers drop the style sheet of the head. Dark colours are in the layout. */
const styles: Record<string, string> = {
  body: 'margin:0;padding:0;background:#eef2f6;color:#1d2733;font-family:system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;font-size:16px;line-height:1.5',
  'div.page': 'max-width:640px;margin:0 auto;padding:16px 8px',
  'header.done': 'background:#1c6b3c;color:#ffffff;padding:14px 24px;border-radius:10px 10px 0 0',
  'header.todo': 'background:#8a4300;color:#ffffff;padding:14px 24px;border-radius:10px 10px 0 0',
  'header.wait': 'background:#0d4f8b;color:#ffffff;padding:14px 24px;border-radius:10px 10px 0 0',
  'p.service': 'margin:0;font-size:14px',
  'p.state': 'margin:2px 0 0;font-size:18px;font-weight:700',
  main: 'display:block;background:#ffffff;padding:20px 24px 12px',
  h1: 'margin:0 0 16px;font-size:24px;line-height:1.25;font-weight:700',
  h2: 'margin:28px 0 10px;font-size:18px;line-height:1.3;font-weight:700',
  p: 'margin:0 0 14px',
  'p.key': 'margin:0 0 16px;font-size:17px',
  'p.place': 'margin:0;font-weight:700',
  'p.item': 'margin:0',
  'p.note': 'margin:0 0 8px;font-size:14px;color:#465464',
  'span.ref': 'white-space:nowrap',
  'span.uai': 'white-space:nowrap',
  ul: 'margin:0 0 16px;padding:0 0 0 22px',
  ol: 'margin:0 0 16px;padding:0 0 0 26px',
  li: 'margin:0 0 8px',
  dl: 'margin:0 0 18px;padding:14px 16px 8px;background:#f2f5f9;border-radius:8px',
  'div.fact': 'margin:0 0 6px',
  dt: 'display:inline;margin:0;color:#465464',
  dd: 'display:inline;margin:0;font-weight:600;overflow-wrap:anywhere',
  table: 'width:100%;border-collapse:collapse;margin:0 0 16px;font-size:15px',
  th: 'text-align:left;vertical-align:top;padding:8px 8px 8px 0;border-bottom:2px solid #8696a8',
  'th.half':
    'text-align:left;vertical-align:top;padding:8px 8px 8px 0;border-bottom:2px solid #8696a8;width:44%',
  td: 'text-align:left;vertical-align:top;padding:8px 8px 8px 0;border-bottom:1px solid #d5dde6;overflow-wrap:anywhere',
  a: 'color:#0b4f94;text-decoration:underline',
  footer: 'background:#ffffff;padding:4px 24px 16px;border-top:1px solid #d5dde6;border-radius:0 0 10px 10px',
};

const OPENING = /<([a-z0-9]+)( class="([a-z]+)")?(?=[ >])/g;

/** Gives each element of a template its style, by tag and class. Done once, when templates are loaded. */
export function withStyles(template: string): string {
  return template.replace(
    OPENING,
    (opening: string, tag: string, _attribute: string, name: string | undefined) => {
      const style = (name && styles[`${tag}.${name}`]) ?? styles[tag];
      return style === undefined ? opening : `${opening} style="${style.replaceAll('"', "'")}"`;
    },
  );
}
