const BOX = /[☐☑☒□■]|\[\s?[xX]?\s?\]/g;
const TICKED = /^(?:[☑☒■]|\[\s?[xX]\s?\])$/;

/**
 * « ☐ maternelle  ☒ élémentaire » says « élémentaire »: of several boxes, only those ticked answer. A box alone, or boxes
 * nobody ticked, stay as they are.
 */
export function ticked(text: string): string {
  const boxes = [...text.matchAll(BOX)];
  if (boxes.length < 2) return text;
  const choices = boxes.map((box, at) => {
    const from = box.index + box[0].length;
    const words = text
      .slice(from, boxes[at + 1]?.index)
      .replace(/[\s\u00a0,;/]+$/, '')
      .trim();
    return { isTicked: TICKED.test(box[0]), words };
  });
  const chosen = choices.filter(({ isTicked }) => isTicked).map(({ words }) => words);
  return chosen.length === 0 ? text : text.slice(0, boxes[0]!.index) + chosen.join(' et ');
}
