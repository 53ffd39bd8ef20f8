import { join } from 'node:path';

/** Where Debian keeps Postfix's own programs. */
export const POSTFIX_PROGRAMS = '/usr/lib/postfix/sbin';

/** One port per way of being set up. */
export type PostfixPorts = { usual: number; plain: number; brokenTls: number };

/** `main.cf`: everything in `folder`, nothing delivered but into `folder/mails`, one mail per file. */
export function mainSettings(folder: string): string {
  return Object.entries({
    compatibility_level: '3.6',
    queue_directory: join(folder, 'queue'),
    data_directory: join(folder, 'data'),
    daemon_directory: POSTFIX_PROGRAMS,
    maillog_file: join(folder, 'mail.log'),
    maillog_file_prefixes: folder,
    mail_owner: 'postfix',
    setgid_group: 'postdrop',
    myhostname: 'mx.test.example',
    mydestination: '',
    alias_maps: '',
    local_recipient_maps: '',
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    default_transport: 'keep',
    message_size_limit: '200000',
    smtpd_delay_reject: 'yes',
    smtpd_client_restrictions: `check_recipient_access regexp:${join(folder, 'moods')}`,
    smtpd_relay_restrictions: 'permit_mynetworks, reject',
    smtpd_recipient_restrictions: 'permit_mynetworks, reject',
    header_checks: `regexp:${join(folder, 'headers')}`,
    smtpd_tls_security_level: 'may',
    smtpd_tls_cert_file: join(folder, 'cert.pem'),
    smtpd_tls_key_file: join(folder, 'key.pem'),
    smtpd_client_connection_rate_limit: '0',
  })
    .map(([name, value]) => `${name} = ${value}`)
    .join('\n')
    .concat('\n');
}

/** What Postfix says to a recipient, by the first word of its address. */
export const moods = [
  '/^grey/ 450 4.2.0 Greylisted, come back later',
  '/^full/ 452 4.2.2 Mailbox full',
  '/^unknown/ 550 5.1.1 User unknown',
  '/^shut/ 421 4.3.2 Shutting down',
  '/^relay/ reject_unauth_destination',
  '/^slow/ sleep 2, permit_mynetworks',
  '',
].join('\n');

/** Refused once its headers are read, after DATA. */
export const headerChecks = '/^Subject: .*pourriel/ REJECT 5.7.1 Content refused\n';

/** `master.cf`. */
export function services(folder: string, { usual, plain, brokenTls }: PostfixPorts): string {
  const background = ['bounce', 'trivial-rewrite:rewrite', 'error', 'proxymap'];
  return [
    'postlog unix-dgram n - n - 1 postlogd',
    `127.0.0.1:${usual} inet n - n - - smtpd`,
    `127.0.0.1:${plain} inet n - n - - smtpd`,
    '  -o smtpd_discard_ehlo_keywords=8bitmime,starttls,chunking,smtputf8,pipelining,dsn',
    `127.0.0.1:${brokenTls} inet n - n - - smtpd`,
    `  -o smtpd_tls_cert_file=${join(folder, 'moods')}`,
    'cleanup unix n - n - 0 cleanup',
    'qmgr unix n - n 300 1 qmgr',
    ...background.map((each) => {
      const [program, name = program] = each.split(':');
      return `${name} unix - - n - - ${program}`;
    }),
    'tlsmgr unix - - n - 1 tlsmgr',
    'anvil unix - - n - 1 anvil',
    'defer unix - - n - 0 bounce',
    'trace unix - - n - 0 bounce',
    'retry unix - - n - - error',
    'keep unix - n n - 1 pipe',
    `  flags= user=nobody argv=${join(folder, 'keep.sh')}`,
    '',
  ].join('\n');
}

/** A delivery: written aside first, so that nobody reads half a mail. */
export function keepScript(folder: string): string {
  const mails = join(folder, 'mails');
  return `#!/bin/sh\nset -e\ncat > ${mails}/.half.$$\nmv ${mails}/.half.$$ ${mails}/$$.eml\n`;
}
