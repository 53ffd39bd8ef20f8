import { failed, ok, unreachable } from '../../src/kernel/result.js';

test('a result is a value or a failure', () => {
  expect(ok(3)).toEqual({ ok: true, value: 3 });
  expect(failed('missing')).toEqual({ ok: false, failure: 'missing' });
});

test('a case nobody handled throws', () => {
  expect(() => unreachable('surprise' as never)).toThrow('surprise');
});
