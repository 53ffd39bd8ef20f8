import { refuseNews } from '../../../store/circulars/circulars.js';
import type { Answer, Asked, Page } from '../../server/page.js';

function page(step: 'ask' | 'done', word: string): Answer {
  return {
    kind: 'page',
    template: 'news-refusal',
    title: 'Ne plus recevoir les nouveautés',
    view: { step, here: `/nouveautes/refuser/${word}` },
  };
}

/** Only asks: mail readers and scanners open links by themselves. */
const ask: Page = {
  method: 'GET',
  url: '/nouveautes/refuser/:word',
  who: 'anyone',
  answer({ desk, params }) {
    const word = params['word']!;
    return desk.verbs.newsRefusals.replyOf(word) === null ? { kind: 'missing' } : page('ask', word);
  },
};

/**
 * One request, from a mail reader's button (RFC 8058) or from the page: the signed word is the proof, no session nor
 * cookie has a part in it. All it can do is to spare one address more news.
 */
const refuse: Page = {
  method: 'POST',
  url: '/nouveautes/refuser/:word',
  who: 'anyone',
  isProvenByAddress: true,
  async answer({ desk, params, now }: Asked): Promise<Answer> {
    const replyId = desk.verbs.newsRefusals.replyOf(params['word']!);
    if (replyId === null) return { kind: 'missing' };
    const refused = await desk.db
      .transaction()
      .execute((tx) => refuseNews(tx, replyId, { how: 'link', at: now }));
    return refused === null ? { kind: 'missing' } : page('done', params['word']!);
  },
};

export const refusalPages: Page[] = [ask, refuse];
