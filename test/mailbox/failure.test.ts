import {
  ConnectionLost,
  Deposed,
  kindOfFailure,
  Stalled,
  StoreUnreachable,
} from '../../src/mailbox/failure.js';

const imapError = (facts: object) => Object.assign(new Error('Command failed'), facts);

test.each([
  ['authentication', imapError({ authenticationFailed: true, serverResponseCode: 'AUTHENTICATIONFAILED' })],
  ['authentication', imapError({ authenticationFailed: true })],
  ['network', imapError({ authenticationFailed: true, serverResponseCode: 'UNAVAILABLE' })],
  ['network', imapError({ code: 'ECONNREFUSED', syscall: 'connect' })],
  ['network', imapError({ code: 'NoConnection' })],
  ['network', new ConnectionLost('closed')],
  ['protocol', new ConnectionLost('failed', { cause: imapError({ code: 'LiteralTooLarge' }) })],
  ['protocol', imapError({ responseStatus: 'NO' })],
  ['protocol', undefined],
  ['store', new StoreUnreachable('down')],
  ['stalled', new Stalled('quiet')],
  ['deposed', new Deposed('taken')],
])('%s: %p', (kind, error) => {
  expect(kindOfFailure(error)).toBe(kind);
});
