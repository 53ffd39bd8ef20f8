import type { HoodiecrowServer } from 'hoodiecrow-imap';

/**
 * IDLE (RFC 2177) for hoodiecrow. Its own keeps a timer of 30 minutes for a client that left without DONE, and
 * with it a process that has finished.
 */
export function idlePlugin(server: HoodiecrowServer): void {
  server.registerCapability('IDLE');
  server.setCommandHandler('IDLE', (connection, parsed, data, done) => {
    const answer = (command: string, text: string) =>
      connection.send(
        { tag: parsed.tag, command, attributes: [{ type: 'TEXT', value: text }] },
        'IDLE',
        parsed,
        data,
      );
    if (connection.state === 'Not Authenticated') {
      answer('NO', 'Login first');
      return done();
    }
    connection.inputHandler = (line) => {
      connection.inputHandler = false;
      connection.directNotifications = false;
      if (line.toUpperCase() === 'DONE') answer('OK', 'IDLE terminated');
      else answer('BAD', 'Expected DONE');
    };
    connection.directNotifications = true;
    connection.socket?.write('+ idling\r\n');
    connection.processNotifications();
    return done();
  });
}
