import { aMail, file, letterWith } from '../builders/a-mail.js';
import * as documents from '../builders/documents.js';
import { form } from './sorting-case.js';

const content = () => letterWith(file('l.ods', documents.ods()));
const judged = (results: string, rest: Parameters<typeof aMail>[0] = {}) =>
  aMail({
    content: content(),
    ...rest,
    top: [
      'Return-Path: <x@ville-corbas.fr>',
      ...results
        .split(/(?<!\r)\n/)
        .map((line) => (/^[\w-]+: /.test(line) ? line : `Authentication-Results: ${line}`)),
    ],
  });
const pass = 'mx.laclasse.com; dmarc=pass (p=none dis=none) header.from=ville-corbas.fr';
const authentic = { authenticity: 'authentic' } as const;
const unproven = { authenticity: 'unproven' } as const;
const forged = { authenticity: 'forged', mayAnswer: false, reason: 'forged-sender' } as const;

/** Who is believed, with our mail server named mx.laclasse.com. */
export const forgeries = [
  form('dmarc=pass by our server', judged(pass), authentic),
  form(
    'dmarc=pass with a version, comments and folding',
    judged(
      'mx.laclasse.com 1;\r\n\tdkim=pass (2048-bit; clé "a;b") header.d=ville-corbas.fr;\r\n\tdmarc=pass (Policy (strict); p=REJECT) header.from=ville-corbas.fr',
    ),
    authentic,
  ),
  form(
    'our server’s name in capitals',
    judged(pass.replace('mx.laclasse.com', 'MX.LaClasse.com')),
    authentic,
  ),
  form(
    'an aligned dkim=pass without dmarc',
    judged('mx.laclasse.com; dkim=pass header.d=ville-corbas.fr header.s=s1'),
    authentic,
  ),
  form(
    'a dkim=pass of a mother domain',
    judged('mx.laclasse.com; dkim=pass header.d=corbas.fr', { from: 'a@mail.corbas.fr' }),
    authentic,
  ),
  form(
    'an aligned spf=pass without dmarc',
    judged('mx.laclasse.com; spf=pass smtp.mailfrom=bounce@mail.ville-corbas.fr'),
    authentic,
  ),
  form(
    'no dmarc record but an aligned signature',
    judged('mx.laclasse.com; dmarc=none header.from=ville-corbas.fr; dkim=pass header.i=@ville-corbas.fr'),
    authentic,
  ),
  form(
    'one of our servers hands over to another',
    judged(
      `Received: from mx.laclasse.com by imap.laclasse.com; Mon\nReceived: by dovecot with LMTP; Mon\n${pass}\nReceived: from smtp.ville-corbas.fr by mx.laclasse.com; Mon`,
    ),
    authentic,
  ),
  form(
    'dmarc=fail with p=reject',
    judged('mx.laclasse.com; dmarc=fail (p=reject dis=none) header.from=ville-corbas.fr'),
    forged,
  ),
  form(
    'dmarc=fail with p=quarantine in capitals',
    judged('mx.laclasse.com; dkim=none; dmarc=fail (p=QUARANTINE sp=REJECT) header.from=ville-corbas.fr'),
    forged,
  ),
  form(
    'dmarc=fail with the policy as a property',
    judged('mx.laclasse.com; dmarc=fail policy.dmarc=reject header.from=ville-corbas.fr'),
    forged,
  ),
  form(
    'dmarc=fail with an action',
    judged('mx.laclasse.com; dmarc=fail action=quarantine header.from=ville-corbas.fr'),
    forged,
  ),
  form(
    'dmarc=fail with p=none',
    judged('mx.laclasse.com; dmarc=fail (p=none) header.from=ville-corbas.fr'),
    unproven,
  ),
  form('dmarc=temperror', judged('mx.laclasse.com; dmarc=temperror header.from=ville-corbas.fr'), unproven),
  form(
    'a dkim=pass of another domain',
    judged('mx.laclasse.com; dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=x@evil.example'),
    unproven,
  ),
  form(
    'two town halls under one public suffix are two',
    judged('mx.laclasse.com; dkim=pass header.d=mairie-a.asso.fr', { from: 'x@mairie-b.asso.fr' }),
    unproven,
  ),
  form(
    'a dmarc=pass for another From',
    judged('mx.laclasse.com; dmarc=pass header.from=evil.example'),
    unproven,
  ),
  form('results of another server', judged(pass.replace('mx.laclasse.com', 'mx.evil.example')), unproven),
  form(
    'a name that only begins like ours',
    judged(pass.replace('mx.laclasse.com', 'mx.laclasse.com.evil.example')),
    unproven,
  ),
  form(
    'results injected under those of our server',
    judged(`mx.laclasse.com; dmarc=fail (p=reject) header.from=ville-corbas.fr\n${pass}`),
    forged,
  ),
  form('results injected under a silent server of ours', judged(`mx.laclasse.com; none\n${pass}`), unproven),
  form('results injected under those of another server', judged(`mx.relay.example; none\n${pass}`), unproven),
  form(
    'results injected before a provider relayed the message',
    judged(`Received: from evil by smtp.provider.example; Mon\n${pass}`),
    unproven,
  ),
  form(
    'a pass hidden in a comment',
    judged(
      'mx.laclasse.com; dmarc=fail (p=none) header.from=ville-corbas.fr; x=y (; dmarc=pass header.from=ville-corbas.fr)',
    ),
    unproven,
  ),
  form(
    'a pass hidden in a quoted reason',
    judged('mx.laclasse.com; dmarc=none reason="; dkim=pass header.d=ville-corbas.fr"'),
    unproven,
  ),
  form('no results at all', aMail({ content: content() }), unproven),
  form(
    'a signature that nobody verified',
    aMail({
      content: content(),
      also: ['DKIM-Signature: v=1; a=rsa-sha256; d=ville-corbas.fr; s=s1; h=from; bh=x; b=y'],
    }),
    unproven,
  ),
  form(
    'ARC and X- results are not believed',
    judged(`X-Authentication-Results: ${pass}\nARC-Authentication-Results: i=1; ${pass}`),
    unproven,
  ),
  form('two From fields', judged(pass, { also: ['From: maire@evil.example'] }), {
    ...unproven,
    mayAnswer: false,
    from: null,
    reason: 'several-from',
  }),
  form('two addresses in From', judged(pass, { from: 'a@ville-corbas.fr, b@evil.example' }), {
    ...unproven,
    mayAnswer: false,
    from: null,
  }),
  form(
    'an address dressed as a name',
    judged('mx.laclasse.com; dmarc=pass header.from=evil.example', {
      from: '"maire@ville-corbas.fr" <x@evil.example>',
    }),
    { ...unproven, from: 'x@evil.example', reason: 'display-name-address' },
  ),
  form(
    'an address hidden in an encoded name',
    judged('mx.laclasse.com; dmarc=pass header.from=evil.example', {
      from: '=?utf-8?q?maire=40ville-corbas=2Efr?= <x@evil.example>',
    }),
    { ...unproven, from: 'x@evil.example', reason: 'display-name-address' },
  ),
  form(
    'an encoded word that closes the name',
    judged('mx.laclasse.com; dmarc=pass header.from=evil.example', {
      from: '=?utf-8?q?=22_=3Cmaire=40ville-corbas.fr=3E?= <x@evil.example>',
    }),
    { ...unproven, from: 'x@evil.example' },
  ),
  form(
    'a name equal to the address is honest',
    judged(pass, { from: '"scolaire@ville-corbas.fr" <scolaire@ville-corbas.fr>' }),
    authentic,
  ),
  form(
    'a Cyrillic letter in the domain',
    judged('mx.laclasse.com; dmarc=pass header.from=xn--ville-crbas-3yj.fr', { from: 'a@ville-cоrbas.fr' }),
    { ...unproven, reason: 'look-alike-domain' },
  ),
  form('the same in punycode', judged('mx.laclasse.com; dmarc=pass', { from: 'a@xn--e1awd7f.com' }), {
    ...unproven,
    reason: 'look-alike-domain',
  }),
  form(
    'a fullwidth letter in the domain',
    judged('mx.laclasse.com; dmarc=pass', { from: 'a@ｖille-corbas.fr' }),
    { ...unproven, reason: 'look-alike-domain' },
  ),
  form(
    'an accent passes for the letter without it',
    judged('mx.laclasse.com; dmarc=pass', { from: 'a@école-corbas.fr' }),
    { ...unproven, reason: 'look-alike-domain' },
  ),
  form(
    'an address encoded with its name is read, and proves nothing',
    judged('mx.laclasse.com; dmarc=pass header.from=ville-corbas.fr', {
      from: '=?utf-8?q?Cl=C3=A9a_=3Cclea=40ville-corbas=2Efr=3E?=',
    }),
    { ...unproven, from: 'clea@ville-corbas.fr', reason: 'encoded-address' },
  ),
  form(
    'dmarc=fail of a subdomain with sp=reject',
    judged('mx.laclasse.com; dmarc=fail (p=NONE sp=REJECT dis=NONE) header.from=mail.ville-corbas.fr', {
      from: 'a@mail.ville-corbas.fr',
    }),
    forged,
  ),
  form(
    'dmarc=fail of the domain itself with sp=reject',
    judged('mx.laclasse.com; dmarc=fail (p=NONE sp=REJECT dis=NONE) header.from=ville-corbas.fr'),
    unproven,
  ),
  form(
    'dmarc=fail that our server put in quarantine',
    judged('mx.laclasse.com; dmarc=fail (dis=quarantine) header.from=ville-corbas.fr'),
    forged,
  ),
];
