import { trueFacts } from '../../../workers/send/true-words.js';
import { aReplyOf } from '../../reply/a-reply.js';

const promised = aReplyOf('corrections', { workbookName: 'liste - à corriger.xlsx' });

test('a letter that says what it carries is left as it is', () => {
  expect(trueFacts(promised, { name: 'liste - à corriger.xlsx', isTheirs: true })).toBeNull();
});

test.each([
  ['no workbook could be made', null, { workbookName: null }],
  [
    'the workbook is our model',
    { name: 'liste - à corriger.xlsx', isTheirs: false },
    { workbookIs: 'ours' as const },
  ],
  [
    'it bears another name',
    { name: 'liste - à corriger.ods', isTheirs: true },
    { workbookName: 'liste - à corriger.ods' },
  ],
])('when %s, the letter says so', (_when, made, told) => {
  expect(trueFacts(promised, made)).toMatchObject(told);
});

test('a model that holds no list is not said to hold one', () => {
  const facts = aReplyOf('no-form', { modelName: 'modèle.xlsx', isModelPrefilled: true });
  expect(trueFacts(facts, { name: 'modèle.xlsx' })).toMatchObject({ isModelPrefilled: false });
  expect(trueFacts(facts, { name: 'modèle.xlsx', isPrefilled: true })).toBeNull();
  expect(trueFacts(facts, null)).toMatchObject({ modelName: null });
});

test('a letter that carries nothing never changes', () => {
  expect(trueFacts(aReplyOf('accepted'), null)).toBeNull();
});
