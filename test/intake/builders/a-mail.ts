let boundaries = 0;

/** A MIME entity: its header lines and its body, not yet joined. */
export type Entity = { headers: string[]; body: Buffer };

export type MailParts = {
  from?: string | null;
  to?: string;
  subject?: string;
  messageId?: string | null;
  /** Header lines put on top, as a mail server does. */
  top?: readonly string[];
  /** Header lines of the writer's software. */
  also?: readonly string[];
  content?: Entity;
};

/** A whole raw message: a plain letter from a town hall unless said otherwise. Lines end with CRLF. */
export function aMail(parts: MailParts = {}): Buffer {
  const content = parts.content ?? text('Bonjour,\r\n\r\nCordialement\r\n');
  const lines = [
    ...(parts.top ?? ['Return-Path: <scolaire@ville-corbas.fr>']),
    ...(parts.from === null ? [] : [`From: ${parts.from ?? 'Claire Durand <scolaire@ville-corbas.fr>'}`]),
    `To: ${parts.to ?? 'support@laclasse.com'}`,
    `Subject: ${parts.subject ?? 'Liste des écoles'}`,
    'Date: Mon, 23 Nov 2026 10:00:00 +0100',
    ...(parts.messageId === null ? [] : [`Message-ID: ${parts.messageId ?? '<abc.123@ville-corbas.fr>'}`]),
    ...(parts.also ?? []),
    'MIME-Version: 1.0',
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n`), raw(content)]);
}

/** An entity as bytes. */
export function raw(entity: Entity): Buffer {
  return Buffer.concat([Buffer.from(`${entity.headers.join('\r\n')}\r\n\r\n`), entity.body]);
}

export function text(body: string, charset = 'utf-8'): Entity {
  return {
    headers: [`Content-Type: text/plain; charset=${charset}`, 'Content-Transfer-Encoding: 8bit'],
    body: Buffer.from(body),
  };
}

export function html(body: string): Entity {
  return { headers: ['Content-Type: text/html; charset=utf-8'], body: Buffer.from(body) };
}

export function multipart(subtype: string, ...parts: Entity[]): Entity {
  boundaries += 1;
  const boundary = `=_limite_${boundaries}`;
  const separated = parts.flatMap((part) => [
    Buffer.from(`--${boundary}\r\n`),
    raw(part),
    Buffer.from('\r\n'),
  ]);
  return {
    headers: [`Content-Type: multipart/${subtype}; boundary="${boundary}"`],
    body: Buffer.concat([...separated, Buffer.from(`--${boundary}--\r\n`)]),
  };
}

/** A file, in base64 with lines of 76 characters. `headers` replace the usual ones. */
export function file(name: string, bytes: Buffer, headers?: readonly string[]): Entity {
  const usual = [
    `Content-Type: application/octet-stream; name="${name}"`,
    `Content-Disposition: attachment; filename="${name}"`,
  ];
  const lines = bytes.toString('base64').replace(/.{76}/g, '$&\r\n');
  return { headers: [...(headers ?? usual), 'Content-Transfer-Encoding: base64'], body: Buffer.from(lines) };
}

/** Another message, forwarded as an attachment. */
export function forwarded(message: Buffer): Entity {
  return { headers: ['Content-Type: message/rfc822', 'Content-Disposition: attachment'], body: message };
}

/** What a letter with files looks like. */
export function letterWith(...files: Entity[]): Entity {
  return multipart('mixed', text('Bonjour,\r\n\r\nVeuillez trouver ci-joint le formulaire.\r\n'), ...files);
}
