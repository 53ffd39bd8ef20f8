/** One recorded exchange with the real server. `body` and `json` as they were; `json` undefined when it was not JSON. */
export type Pair = {
  title: string;
  method: string;
  path: string;
  auth: string;
  body?: string;
  status: number;
  json?: unknown;
  location?: string;
};

/** Reads the recordings of `laclasse-pairs.md`: a title, the request after `>`, then the answer as it came. */
export function readPairs(markdown: string): Pair[] {
  return markdown.split(/^### /m).slice(1).map(readPair);
}

function readPair(section: string): Pair {
  const [title, ...lines] = section.replace(/^```$/gm, '').split('\n');
  const asked = lines.filter((line) => line.startsWith('> '));
  const [, method, path, auth] = /^> (\S+) (\S+) +\(auth: (.*)\)$/.exec(asked[0]!)!;
  const start = lines.findIndex((line) => line.startsWith('HTTP/1.1 '));
  const blank = lines.findIndex((line, index) => index > start && line === '');
  const headers = lines.slice(start + 1, blank);
  const text = lines
    .slice(blank + 1)
    .join('\n')
    .trim();
  const location = headers.find((header) => header.startsWith('location: '))?.slice(10);
  return {
    title: title!,
    method: method!,
    path: path!,
    auth: auth!,
    ...(asked[1] === undefined ? {} : { body: asked[1].slice(2) }),
    status: Number(lines[start]!.split(' ')[1]),
    ...(/^[[{]/.test(text) ? { json: JSON.parse(text) } : {}),
    ...(location === undefined ? {} : { location }),
  };
}
