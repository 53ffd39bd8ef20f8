/** A stranger's file name, fit for a header and for a disk: no path, no control sign, no leading dot, 120 signs at most. */
export function safeFileName(name: string): string {
  const kept = name
    .normalize('NFC')
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[/\\:*?"<>|]+/g, '_')
    .replace(/^[.\s_]+|[.\s]+$/g, '')
    .replace(/\.{2,}/g, '.');
  if (kept === '') return 'document';
  if (kept.length <= 120) return kept;
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(kept)?.[0] ?? '';
  return kept.slice(0, 120 - extension.length).toWellFormed() + extension;
}

/** `Content-Disposition` of a download: always an attachment, the name in ASCII and in UTF-8 (RFC 6266). */
export function attachmentHeader(name: string): string {
  const safe = safeFileName(name);
  const ascii =
    safe
      .normalize('NFKD')
      .replace(/[^\x20-\x7e]/g, '')
      .replace(/["\\%]/g, '_') || 'document';
  const utf8 = encodeURIComponent(safe).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${utf8}`;
}
