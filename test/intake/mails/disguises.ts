import { aMail, file, letterWith } from '../builders/a-mail.js';
import * as documents from '../builders/documents.js';
import { automatic, form } from './sorting-case.js';

const content = () => letterWith(file('l.ods', documents.ods()));
const pass = 'mx.laclasse.com; dmarc=pass (p=none dis=none) header.from=ville-corbas.fr';
type Mail = NonNullable<Parameters<typeof aMail>[0]>;
const judged = (results: string | string[], rest: Mail = {}) =>
  aMail({
    top: [
      'Return-Path: <x@relais.example>',
      ...[results].flat().map((one) => `Authentication-Results: ${one}`),
    ],
    content: content(),
    ...rest,
  });
const authentic = { authenticity: 'authentic' } as const;
const unproven = { authenticity: 'unproven' } as const;
const forged = { authenticity: 'forged', mayAnswer: false } as const;
const fromEvil = (from: string) => judged('mx.laclasse.com; dmarc=pass header.from=evil.example', { from });

/** Who it seems, and who it is. */
export const disguises = [
  form(
    'Rspamd: results in any order, folded',
    judged(
      'mx.laclasse.com;\r\n\tdkim=pass header.d=ville-corbas.fr header.s=s1 header.b=AbCd;\r\n\tspf=pass (mx.laclasse.com: domain of x designates 1.2.3.4 as permitted sender) smtp.mailfrom=x@ville-corbas.fr;\r\n\tdmarc=pass (policy=none) header.from=ville-corbas.fr',
    ),
    authentic,
  ),
  form(
    'OpenDMARC alone on top, the others below',
    judged([
      pass,
      'mx.laclasse.com; dkim=pass header.d=ville-corbas.fr',
      'mx.laclasse.com; spf=pass smtp.mailfrom=ville-corbas.fr',
    ]),
    authentic,
  ),
  form(
    'our server’s name in quotes',
    judged(pass.replace('mx.laclasse.com', '"mx.laclasse.com"')),
    authentic,
  ),
  form(
    'a name that only ends like ours',
    judged(pass.replace('mx.laclasse.com', 'evil-mx.laclasse.com')),
    unproven,
  ),
  form(
    'our name as a subdomain of another',
    judged(pass.replace('mx.laclasse.com', 'mx.laclasse.com.evil.example')),
    unproven,
  ),
  form(
    'Microsoft: dmarc=fail action=oreject',
    judged(
      'mx.laclasse.com; spf=fail smtp.mailfrom=evil.example; dkim=none; dmarc=fail action=oreject header.from=ville-corbas.fr; compauth=fail reason=000',
    ),
    forged,
  ),
  form(
    'Microsoft: dmarc=fail action=none',
    judged(
      'mx.laclasse.com; spf=fail smtp.mailfrom=evil.example; dkim=none; dmarc=fail action=none header.from=ville-corbas.fr; compauth=pass reason=703',
    ),
    unproven,
  ),
  form(
    'Google: dmarc=fail (p=REJECT sp=REJECT dis=NONE)',
    judged('mx.laclasse.com; dmarc=fail (p=REJECT sp=REJECT dis=NONE) header.from=ville-corbas.fr'),
    forged,
  ),
  form(
    'Rspamd: dmarc=fail reason="…" (policy=reject)',
    judged(
      'mx.laclasse.com; dmarc=fail reason="No valid SPF, No valid DKIM" header.from=ville-corbas.fr (policy=reject)',
    ),
    forged,
  ),
  form(
    'dmarc=permerror proves nothing',
    judged('mx.laclasse.com; dmarc=permerror header.from=ville-corbas.fr'),
    unproven,
  ),
  form(
    'spf=softfail, dkim=fail, dmarc=none',
    judged(
      'mx.laclasse.com; spf=softfail smtp.mailfrom=ville-corbas.fr; dkim=fail header.d=ville-corbas.fr; dmarc=none header.from=ville-corbas.fr',
    ),
    unproven,
  ),
  form(
    'an address that writes a result of its own',
    judged(
      'mx.laclasse.com; spf=pass smtp.mailfrom="x; dmarc=pass header.from=ville-corbas.fr; y"@evil.example; dmarc=fail (p=reject) header.from=ville-corbas.fr',
    ),
    forged,
  ),
  form(
    'the same, by a server that forgets the quotes',
    judged(
      'mx.laclasse.com; spf=pass smtp.mailfrom=x;dmarc=pass header.from=ville-corbas.fr;y@evil.example; dmarc=fail (p=reject) header.from=ville-corbas.fr',
    ),
    forged,
  ),
  form(
    'the same, where the domain has no policy',
    judged(
      'mx.laclasse.com; spf=pass smtp.mailfrom=x;dmarc=pass header.from=ville-corbas.fr;y@evil.example; dmarc=fail (p=none) header.from=ville-corbas.fr',
    ),
    unproven,
  ),
  form(
    'a signature of a list that is not the sender',
    judged(
      'mx.laclasse.com; dkim=pass header.d=sendgrid.net; spf=pass smtp.mailfrom=bounces@sendgrid.net; dmarc=none header.from=ville-corbas.fr',
    ),
    unproven,
  ),
  form(
    'a sister domain under one provider',
    judged(
      'mx.laclasse.com; dkim=pass header.d=autre.example.fr; dmarc=none header.from=ville-corbas.example.fr',
      { from: 'scolaire@ville-corbas.example.fr' },
    ),
  ),
  form(
    'our own name for a server and no mail server of ours above',
    aMail({
      top: [
        'Received: from mx.laclasse.com (evil.example [203.0.113.9]) by relais.evil.example with ESMTP; Mon, 23 Nov 2026 10:00:00 +0100',
        `Authentication-Results: ${pass}`,
      ],
      content: content(),
    }),
    unproven,
  ),
  form('a different Sender', judged(pass, { also: ['Sender: pirate@evil.example'] }), {
    ...authentic,
    from: 'scolaire@ville-corbas.fr',
  }),
  form(
    'an honest address in a comment of another',
    fromEvil('pirate@evil.example (scolaire@ville-corbas.fr)'),
    { ...unproven, from: 'pirate@evil.example', reason: 'display-name-address' },
  ),
  form('two addresses in angle brackets', fromEvil('<scolaire@ville-corbas.fr> <pirate@evil.example>'), {
    ...unproven,
    reason: 'display-name-address',
  }),
  form('an address for a name, unquoted', fromEvil('scolaire@ville-corbas.fr <pirate@evil.example>'), {
    ...unproven,
    from: 'pirate@evil.example',
    reason: 'display-name-address',
  }),
  form(
    'an address for a name, its sign full-width',
    fromEvil('=?utf-8?Q?scolaire=EF=BC=A0ville-corbas.fr?= <pirate@evil.example>'),
    { ...unproven, reason: 'display-name-address' },
  ),
  form(
    'an address for a name, cut by an invisible sign',
    fromEvil('=?utf-8?Q?scolaire=E2=80=8B@ville-corbas.fr?= <pirate@evil.example>'),
    { ...unproven, reason: 'display-name-address' },
  ),
  form(
    'an address for a name, « scolaire @ ville-corbas . fr »',
    fromEvil('"scolaire @ ville-corbas.fr" <pirate@evil.example>'),
    { ...unproven, reason: 'display-name-address' },
  ),
  form(
    'a line broken in the name',
    fromEvil('"Mairie\\\r\n scolaire@ville-corbas.fr" <pirate@evil.example>'),
    { ...unproven, reason: 'display-name-address' },
  ),
  form('an old route in the address', fromEvil('<@ville-corbas.fr:pirate@evil.example>'), {
    ...unproven,
    from: 'pirate@evil.example',
  }),
  form(
    'an accent where the town hall has none',
    judged('mx.laclasse.com; dmarc=pass header.from=ville-corbàs.fr', { from: 'scolaire@ville-corbàs.fr' }),
    { ...unproven, reason: 'look-alike-domain' },
  ),
  form(
    'a Greek letter in punycode',
    judged('mx.laclasse.com; dmarc=pass', { from: 'scolaire@xn--ville-crbas-zfi.fr' }),
    { ...unproven, reason: 'look-alike-domain' },
  ),
  form(
    'a broken punycode',
    judged('mx.laclasse.com; dmarc=pass', { from: 'scolaire@xn--ville-corbas-\u00e9.fr' }),
    unproven,
  ),
  form('a Cyrillic letter before the sign', judged(pass, { from: 'sc\u043elaire@ville-corbas.fr' }), {
    ...unproven,
    reason: 'look-alike-address',
  }),
  form(
    'a zero for an o is another domain, proven as itself',
    judged('mx.laclasse.com; dmarc=pass header.from=ville-c0rbas.fr', { from: 'scolaire@ville-c0rbas.fr' }),
    { ...authentic, from: 'scolaire@ville-c0rbas.fr' },
  ),
  form(
    'one From of a person, one of nobody',
    judged(pass, { from: 'scolaire@ville-corbas.fr', also: ['From: Mairie de Corbas'] }),
    { ...unproven, reason: 'several-from' },
  ),
  form('a group with one member', judged(pass, { from: 'Mairie: scolaire@ville-corbas.fr;' }), {
    from: 'scolaire@ville-corbas.fr',
  }),
  form('Resent-From is not From', judged(pass, { also: ['Resent-From: pirate@evil.example'] }), {
    from: 'scolaire@ville-corbas.fr',
  }),
  form(
    'a From inside the subject is text',
    judged(pass, { subject: '=?utf-8?Q?x=0D=0AFrom:_maire@ville-bron.fr?=' }),
    { from: 'scolaire@ville-corbas.fr', ...authentic },
  ),
  form(
    'a Reply-To elsewhere is told, twice',
    judged(pass, { also: ['Reply-To: scolaire@ville-corbas.fr', 'Reply-To: pirate@evil.example'] }),
    { reason: 'different-reply-to' },
  ),
  form(
    'Outlook’s judgement of spam',
    judged(pass, { also: ['X-Forefront-Antispam-Report: CIP:1.2.3.4;CTRY:FR;SCL:9;SFV:SPM;H:x'] }),
    { mayAnswer: false, reason: 'spam' },
  ),
  form('Barracuda’s judgement of spam', judged(pass, { also: ['X-Barracuda-Spam-Flag: YES'] }), {
    mayAnswer: false,
    reason: 'spam',
  }),
  form('Rspamd’s judgement of spam', judged(pass, { also: ['X-Rspamd-Action: add header'] }), {
    mayAnswer: false,
    reason: 'spam',
  }),
  form('spam told in the subject by our server', judged(pass, { subject: '***SPAM*** Liste' }), {
    mayAnswer: false,
    reason: 'spam',
  }),
  form(
    '« X-Spam-Flag: NO » is no spam',
    judged(pass, {
      also: [
        'X-Spam-Flag: NO',
        'X-Spam-Status: No, score=-1.9',
        'X-Rspamd-Action: no action',
        'X-Forefront-Antispam-Report: SCL:1;SFV:NSPM',
      ],
    }),
    authentic,
  ),
  automatic(
    'forged and automatic',
    judged('mx.laclasse.com; dmarc=fail (p=reject) header.from=ville-corbas.fr', {
      also: ['Auto-Submitted: auto-replied'],
    }),
    'auto-submitted',
    { authenticity: 'forged' },
  ),
  automatic(
    'our alias that forgets a letter, forged',
    judged('mx.laclasse.com; dmarc=fail (p=reject) header.from=laclass.com', { from: 'support@laclass.com' }),
    'own-mail',
    { authenticity: 'forged' },
  ),
];
