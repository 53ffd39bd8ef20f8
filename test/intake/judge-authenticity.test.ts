import { generateKeyPairSync } from 'node:crypto';
import { dkimSign } from 'mailauth/lib/dkim/sign.js';
import { type DnsResolver, TransientDnsFailure } from '../../src/intake/dns.js';
import { judgeAuthenticity } from '../../src/intake/judge-authenticity.js';
import { aMail, file, letterWith } from './builders/a-mail.js';
import * as documents from './builders/documents.js';

const now = new Date('2026-11-23T10:00:00Z');
const pem = { type: 'pkcs8', format: 'pem' } as const;
const spki = { type: 'spki', format: 'pem' } as const;
const rsa = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: pem,
  publicKeyEncoding: spki,
});
const weak = generateKeyPairSync('rsa', {
  modulusLength: 768,
  privateKeyEncoding: pem,
  publicKeyEncoding: spki,
});
const edwards = generateKeyPairSync('ed25519', { privateKeyEncoding: pem, publicKeyEncoding: spki });
const base64 = (key: string) => key.replace(/-----[^-]+-----|\s/g, '');
const edwardsBytes = Buffer.from(base64(edwards.publicKey), 'base64').subarray(-32).toString('base64');

const zone: Record<string, string> = {
  's1._domainkey.ville-corbas.fr': `v=DKIM1; k=rsa; p=${base64(rsa.publicKey)}`,
  'ed._domainkey.ville-corbas.fr': `v=DKIM1; k=ed25519; p=${edwardsBytes}`,
  'weak._domainkey.ville-corbas.fr': `v=DKIM1; k=rsa; p=${base64(weak.publicKey)}`,
  'revoked._domainkey.ville-corbas.fr': 'v=DKIM1; p=',
  's1._domainkey.mail.ville-corbas.fr': `v=DKIM1; k=rsa; p=${base64(rsa.publicKey)}`,
  's1._domainkey.evil.example': `v=DKIM1; k=rsa; p=${base64(rsa.publicKey)}`,
  '_dmarc.ville-corbas.fr': 'v=DMARC1; p=none; rua=mailto:x@y.fr',
  '_dmarc.strict.fr': 'v=DMARC1; p=reject',
  '_dmarc.quarantine.fr': 'V=DMARC1;P=Quarantine;',
  '_dmarc.sub.fr': 'v=DMARC1; p=reject; sp=none',
};

function noSuch(): Error {
  return Object.assign(new Error('queryTxt ENOTFOUND'), { code: 'ENOTFOUND' });
}

function aDns(records: Record<string, string> = zone): DnsResolver & { asked: string[] } {
  const asked: string[] = [];
  const dns = async (name: string) => {
    asked.push(name);
    const record = records[name];
    if (record === undefined) throw noSuch();
    return [record.match(/.{1,200}/g)!];
  };
  return Object.assign(dns, { asked });
}

const silentDns: DnsResolver = () =>
  Promise.reject(Object.assign(new Error('timeout'), { code: 'ETIMEOUT' }));

type Signing = Partial<Parameters<typeof dkimSign>[1]> & { key?: string; domain?: string; selector?: string };

async function sign(mail: Buffer, { key, domain, selector, ...rest }: Signing = {}): Promise<Buffer> {
  const { signatures } = await dkimSign(mail, {
    signatureData: [
      {
        signingDomain: domain ?? 'ville-corbas.fr',
        selector: selector ?? 's1',
        privateKey: key ?? rsa.privateKey,
        ...rest,
      },
    ],
    signTime: now,
    ...rest,
  } as never);
  return Buffer.concat([Buffer.from(signatures), mail]);
}

const letter = (rest: Parameters<typeof aMail>[0] = {}) =>
  aMail({ content: letterWith(file('l.ods', documents.ods())), ...rest });
const judge = (mail: Buffer, dns: DnsResolver = aDns(), authservId?: string) =>
  judgeAuthenticity(mail, { authservId, dns, now });
const changed = (mail: Buffer, from: string | RegExp, to: string) =>
  Buffer.from(mail.toString('latin1').replace(from, to), 'latin1');

describe('a signature proves the sender when', () => {
  test('it is RSA and aligned', async () => {
    expect(await judge(await sign(letter()))).toEqual({ verdict: 'authentic', reasons: ['dkim-pass'] });
  });

  test('it is Ed25519 and aligned', async () => {
    const mail = await sign(letter(), {
      key: edwards.privateKey,
      selector: 'ed',
      algorithm: 'ed25519-sha256',
    });
    expect(await judge(mail)).toMatchObject({ verdict: 'authentic' });
  });

  test('it is simple/simple', async () => {
    expect(await judge(await sign(letter(), { canonicalization: 'simple/simple' }))).toMatchObject({
      verdict: 'authentic',
    });
  });

  test('it is of a subdomain of the same organisation', async () => {
    expect(await judge(await sign(letter(), { domain: 'mail.ville-corbas.fr' }))).toMatchObject({
      verdict: 'authentic',
    });
  });

  test('it stands beside those of a provider and of a partial body', async () => {
    const mail = await sign(await sign(await sign(letter()), { domain: 'evil.example' }), {
      maxBodyLength: 10,
    });
    const dns = aDns();
    expect(await judge(mail, dns)).toMatchObject({ verdict: 'authentic' });
    expect(dns.asked).toEqual(['s1._domainkey.ville-corbas.fr']);
  });

  test('another aligned one could not be looked up', async () => {
    const mail = await sign(await sign(letter()), { selector: 'lost' });
    const dns: DnsResolver = (name, type) =>
      name.startsWith('lost') ? silentDns(name, type) : aDns()(name, type);
    expect(await judge(mail, dns)).toMatchObject({ verdict: 'authentic' });
  });
});

describe('a signature proves nothing when', () => {
  test.each<[string, (mail: Buffer) => Promise<Buffer>, string]>([
    [
      'the body changed',
      async (mail) => changed(await sign(mail), 'Veuillez trouver', 'Veuillez ignorer'),
      'dkim-body-changed',
    ],
    [
      'the body grew',
      async (mail) => Buffer.concat([await sign(mail), Buffer.from('et plus\r\n')]),
      'dkim-body-changed',
    ],
    [
      'the subject changed',
      async (mail) => changed(await sign(mail), 'Subject: Liste', 'Subject: Piste'),
      'dkim-fail',
    ],
    ['the body is signed in part', (mail) => sign(mail, { maxBodyLength: 20 }), 'dkim-partial-body'],
    [
      'it has expired',
      (mail) => sign(mail, { signTime: new Date('2026-11-01'), expires: new Date('2026-11-02') } as Signing),
      'dkim-expired',
    ],
    [
      'it comes from the future',
      (mail) => sign(mail, { signTime: new Date('2026-12-24') } as Signing),
      'dkim-from-the-future',
    ],
    [
      'it leaves From out',
      (mail) =>
        sign(mail, { headerList: ['Subject', 'Date'] }).then((signed) => changed(signed, /:\s*From;/i, ';')),
      'dkim-from-not-signed',
    ],
    [
      'it uses SHA-1',
      async (mail) => changed(await sign(mail), 'a=rsa-sha256', 'a=rsa-sha1'),
      'dkim-weak-algorithm',
    ],
    ['its key is short', (mail) => sign(mail, { key: weak.privateKey, selector: 'weak' }), 'dkim-weak-key'],
    ['its key is nowhere', (mail) => sign(mail, { selector: 'nowhere' }), 'dkim-no-key'],
    ['its key is revoked', (mail) => sign(mail, { selector: 'revoked' }), 'dkim-no-key'],
    [
      'its key is of another pair',
      (mail) => sign(mail, { key: edwards.privateKey, selector: 's1', algorithm: 'ed25519-sha256' }),
      'dkim-fail',
    ],
    ['it is of another domain', (mail) => sign(mail, { domain: 'evil.example' }), 'dkim-other-domain'],
  ])('%s', async (_, make, reason) => {
    const { verdict, reasons } = await judge(await make(letter()));
    expect({ verdict, reasons }).toEqual({ verdict: 'unproven', reasons: expect.arrayContaining([reason]) });
  });

  test.each([
    ['From is doubled', { also: ['From: maire@ville-bron.fr'] }, 'several-from'],
    ['From has two addresses', { from: 'a@ville-corbas.fr, b@ville-corbas.fr' }, 'several-from'],
    [
      'the name is another address',
      { from: '"maire@ville-bron.fr" <a@ville-corbas.fr>' },
      'display-name-address',
    ],
    ['a letter is Cyrillic', { from: 'а@ville-corbas.fr' }, 'look-alike-address'],
  ])('%s', async (_, rest, reason) => {
    const dns = aDns();
    expect(await judge(await sign(letter(rest)), dns)).toEqual({ verdict: 'unproven', reasons: [reason] });
    expect(dns.asked).toEqual([]);
  });
});

describe('a sender is forged when no signature is of the domain, the envelope is elsewhere', () => {
  const elsewhere = (from: string) => letter({ from, top: ['Return-Path: <x@evil.example>'] });
  test.each([
    ['and the domain asks to reject', 'a@strict.fr', 'forged'],
    ['and the domain asks for quarantine', 'a@quarantine.fr', 'forged'],
    ['and the mother domain asks to reject', 'a@mail.strict.fr', 'forged'],
    ['but the domain asks for nothing', 'a@ville-corbas.fr', 'unproven'],
    ['but the domain has no policy', 'a@ville-bron.fr', 'unproven'],
    ['but the policy spares subdomains', 'a@mail.sub.fr', 'unproven'],
  ])('%s', async (_, from, verdict) => {
    expect(await judge(await sign(elsewhere(from), { domain: 'evil.example' }))).toMatchObject({ verdict });
  });

  test('but not when the envelope may be of the domain: SPF could prove it', async () => {
    const own = await sign(letter({ from: 'a@strict.fr', top: ['Return-Path: <b@mail.strict.fr>'] }), {
      domain: 'evil.example',
    });
    const unknown = await sign(letter({ from: 'a@strict.fr', top: [] }), { domain: 'evil.example' });
    expect(await judge(own)).toMatchObject({ verdict: 'unproven' });
    expect(await judge(unknown)).toMatchObject({ verdict: 'unproven' });
  });

  test('but not when its own signature is merely broken: gateways break them', async () => {
    const records = { ...zone, 's1._domainkey.strict.fr': zone['s1._domainkey.ville-corbas.fr']! };
    const signed = await sign(elsewhere('a@strict.fr'), { domain: 'strict.fr' });
    expect(await judge(changed(signed, 'Veuillez', 'Merci de'), aDns(records))).toMatchObject({
      verdict: 'unproven',
    });
  });
});

describe('the DNS', () => {
  test('is not asked about unsigned mail', async () => {
    expect(await judge(letter(), silentDns)).toEqual({ verdict: 'unproven', reasons: ['not-signed'] });
  });

  test('that does not answer gives no verdict', async () => {
    await expect(judge(await sign(letter()), silentDns)).rejects.toThrow(TransientDnsFailure);
    const forged = await sign(letter({ from: 'a@strict.fr', top: ['Return-Path: <x@evil.example>'] }), {
      domain: 'evil.example',
    });
    await expect(judge(forged, silentDns)).rejects.toThrow(TransientDnsFailure);
  });

  test('is not asked when our mail server has judged', async () => {
    const top = ['Authentication-Results: mx.laclasse.com; dmarc=pass header.from=ville-corbas.fr'];
    const dns = aDns();
    expect(await judge(await sign(letter({ top })), dns, 'mx.laclasse.com')).toMatchObject({
      verdict: 'authentic',
    });
    expect(dns.asked).toEqual([]);
  });

  test('is asked for four keys at most', async () => {
    let mail = letter();
    for (let index = 0; index < 12; index += 1) mail = await sign(mail, { selector: `n${index}` });
    const dns = aDns();
    expect(await judge(mail, dns)).toMatchObject({ verdict: 'unproven' });
    expect(dns.asked).toHaveLength(4);
  });
});

test('a mail server’s forgery verdict stands whatever the signatures', async () => {
  const top = ['Authentication-Results: mx.laclasse.com; dmarc=fail (p=reject) header.from=ville-corbas.fr'];
  expect(await judge(await sign(letter({ top })), aDns(), 'mx.laclasse.com')).toMatchObject({
    verdict: 'forged',
  });
});
