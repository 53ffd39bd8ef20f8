/** Everything works without this script. It adds: keys, live arrival, cells that answer fields, rules as one types. */

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

/* — What was just done is read out, and the first thing to mend is reached — */
const toFocus = $('[data-focus]');
if (toFocus && !location.hash) toFocus.focus();

/* — Keys: one letter each, never while typing; a person may switch them off (WCAG 2.1.4) — */
const KEYS_OFF = 'inscriptions-raccourcis';
const keysAreOff = () => {
  try {
    return localStorage.getItem(KEYS_OFF) === 'non';
  } catch {
    return false;
  }
};
const isTyping = (target) =>
  target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]') !== null;

function rows() {
  return $$('[data-row]');
}

function goToRow(step) {
  const all = rows();
  if (all.length === 0) return;
  const here = all.findIndex((row) => row.contains(document.activeElement));
  const next = all[Math.max(0, Math.min(all.length - 1, here < 0 ? 0 : here + step))];
  markRow(next);
  const link = $('a', next);
  link.focus();
  next.scrollIntoView({ block: 'nearest' });
}

function markRow(row) {
  for (const one of $$('.is-here')) one.classList.remove('is-here');
  row?.classList.add('is-here');
}

document.addEventListener('focusin', ({ target }) => {
  const row = target.closest('[data-row]');
  if (row) markRow(row);
});

function actOnKey(key) {
  const row = document.activeElement?.closest('[data-row]');
  if (key === 'j') return goToRow(1);
  if (key === 'k') return goToRow(-1);
  if (key === 'x' && row) return $('input[type=checkbox]', row)?.click();
  if (key === 'p' && row) return $('button[formaction]', row)?.click();
  if (key === 'n') return goToProblem(1);
  if (key === '?') return showKeys();
  const target = $(`[data-key="${CSS.escape(key)}"]`);
  if (!target) return undefined;
  if (target.matches('input, select, textarea')) {
    target.focus();
    return target.select?.();
  }
  return target.click();
}

/** The keys, over the page: taken from the help page, which shows them without a script. */
async function showKeys() {
  let box = $('dialog#touches-ici');
  if (!box) {
    const answer = await fetch('/aide');
    if (!answer.ok) return location.assign('/aide#raccourcis');
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    box = document.createElement('dialog');
    box.id = 'touches-ici';
    box.setAttribute('aria-labelledby', 'touches-titre');
    box.append(...$('#raccourcis-tous', page).childNodes);
    $('h2', box).id = 'touches-titre';
    const close = document.createElement('form');
    close.method = 'dialog';
    close.append(Object.assign(document.createElement('button'), { textContent: 'Fermer' }));
    box.append(close);
    document.body.append(box);
  }
  box.showModal();
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    for (const menu of $$('details[data-menu][open]')) {
      menu.open = false;
      $('summary', menu).focus();
    }
    if (isTyping(event.target)) event.target.blur();
    return;
  }
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    const form = event.target.closest('form') ?? $('form[data-main]');
    const send = form && ($('[data-send]', form) ?? $('button', form));
    if (send) {
      event.preventDefault();
      send.click();
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || keysAreOff()) return;
  if ($('dialog[open]')) return;
  const isOurs = /^[a-z/?[\]]$/.test(event.key);
  if (!isOurs) return;
  const knows = 'jkxpn?'.includes(event.key) || $(`[data-key="${CSS.escape(event.key)}"]`);
  if (!knows) return;
  event.preventDefault();
  actOnKey(event.key);
});

/* — A menu open closes when one looks elsewhere — */
for (const kind of ['click', 'focusin']) {
  document.addEventListener(kind, ({ target }) => {
    for (const menu of $$('details[data-menu][open]')) if (!menu.contains(target)) menu.open = false;
  });
}

for (const box of $$('[data-keys-switch]')) {
  box.hidden = false;
  const input = $('input', box);
  input.checked = !keysAreOff();
  input.addEventListener('change', () => {
    try {
      localStorage.setItem(KEYS_OFF, input.checked ? 'oui' : 'non');
    } catch {
      /* A browser that keeps nothing keeps the keys. */
    }
  });
}

/* — Checkboxes: all at once, and how many — */
function countChecked() {
  const boxes = $$('input[name=dossier]');
  const checked = boxes.filter((box) => box.checked).length;
  const told = $('#combien');
  if (told)
    told.textContent = checked === 0 ? 'Dossiers cochés :' : `${checked} coché${checked > 1 ? 's' : ''} :`;
  const all = $('#tout');
  if (all) {
    all.checked = checked > 0 && checked === boxes.length;
    all.indeterminate = checked > 0 && checked < boxes.length;
  }
}
function showCheckAll() {
  for (const one of $$('[data-check-all], [data-check-all-label]')) one.hidden = false;
}
document.addEventListener('change', ({ target }) => {
  if (target.matches('[data-check-all]')) {
    for (const box of $$('input[name=dossier]')) box.checked = target.checked;
  }
  if (target.matches('[data-check-all], input[name=dossier]')) countChecked();
});
showCheckAll();

/* — Live: what changed elsewhere appears; focus, ticks and scroll stay where they are — */
const live = $('[data-live]');
if (live && 'EventSource' in window) follow(live.dataset.state ? sayWhatChanged : listAgain);

/** One stream, and none while nobody looks: a browser opens six at most to one site. */
function follow(look) {
  let source;
  let isLooking = false;
  const open = () => {
    source = new EventSource(live.dataset.live);
    source.addEventListener('open', () => tellList('● En direct'));
    source.addEventListener('error', () => tellList('○ Connexion perdue : nouvelle tentative…'));
    source.addEventListener('changed', async ({ data }) => {
      if (isLooking || data === live.dataset.version) return;
      isLooking = true;
      await look().catch(() => {});
      isLooking = false;
    });
  };
  const openOrClose = () => {
    if (!document.hidden) open();
    else source?.close();
  };
  document.addEventListener('visibilitychange', openOrClose);
  openOrClose();
}
function tellList(words) {
  if (!live.dataset.state) live.textContent = words;
}
async function listAgain() {
  const url = new URL(location.href);
  url.searchParams.set('partie', 'liste');
  /* The tab in sight, even when the address names none. */
  const tab = $('#onglets [aria-current]');
  if (tab) url.searchParams.set('onglet', tab.id.slice('onglet-'.length));
  const answer = await fetch(url, { headers: { accept: 'text/html' } });
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const tabs = $('#nouveaux-onglets', page);
  live.dataset.version = tabs.dataset.version;
  replace($('#onglets'), tabs);
  const known = new Set(rows().map((row) => row.id));
  replace($('#file'), $('#nouvelle-file', page));
  showCheckAll();
  countChecked();
  const fresh = rows().filter((row) => !known.has(row.id));
  for (const row of fresh) row.classList.add('is-new');
  const more = `${fresh.length} dossier${fresh.length > 1 ? 's' : ''} de plus`;
  tellList(`● En direct : ${fresh.length === 0 ? 'liste mise à jour' : more}`);
}
async function sayWhatChanged() {
  const answer = await fetch(live.dataset.state);
  if (!answer.ok) return;
  const { said } = await answer.json();
  if (said.length === 0) return;
  const again = document.createElement('a');
  again.href = location.pathname;
  again.textContent = 'Voir le dossier à jour';
  live.replaceChildren(`Ce dossier vient de changer : ${said.join(' · ')}. `, again);
  live.hidden = false;
}

function replace(place, template) {
  const focusedId = place.contains(document.activeElement) ? document.activeElement.id : '';
  const checked = new Set($$('input[type=checkbox]:checked', place).map((box) => box.id));
  place.replaceChildren(document.importNode(template.content, true));
  for (const id of checked) {
    const box = document.getElementById(id);
    if (box) box.checked = true;
  }
  if (focusedId) document.getElementById(focusedId)?.focus({ preventScroll: true });
}

/* — A field shows its cell, a cell its field — */
function light(element) {
  for (const lit of $$('.is-lit')) lit.classList.remove('is-lit');
  element?.classList.add('is-lit');
}
function showCell(id) {
  const cell = id && document.getElementById(id);
  light(cell);
  const box = cell?.closest('.sheet-scroll');
  if (!box) return;
  const place = cell.getBoundingClientRect();
  const view = box.getBoundingClientRect();
  if (place.top < view.top + 24 || place.bottom > view.bottom) box.scrollTop += place.top - view.top - 60;
  if (place.left < view.left + 40 || place.right > view.right) box.scrollLeft += place.left - view.left - 80;
}
function showAnswer({ target }) {
  const seen = target.closest?.('.seen');
  if (seen) return light(document.getElementById(seen.hash.slice(1))?.closest('.box'));
  const field = target.closest?.('[data-cell]');
  if (field) showCell(field.dataset.cell);
}
document.addEventListener('focusin', showAnswer);
document.addEventListener('mouseover', showAnswer);

/* — In a sheet the arrows go from one marked cell to the next; the sheet is one stop of the Tab key — */
for (const grid of $$('table.sheet')) {
  const cells = $$('.seen', grid);
  const stop = (cell) => {
    for (const one of cells) one.tabIndex = one === cell ? 0 : -1;
  };
  if (cells.length > 0) stop(cells.find((cell) => cell.closest('.wrong')) ?? cells[0]);
  grid.addEventListener('focusin', ({ target }) => target.matches('.seen') && stop(target));
  grid.addEventListener('keydown', (event) => {
    const [right, down] =
      { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key] ?? [];
    if (right === undefined || !event.target.matches('.seen')) return;
    event.preventDefault();
    const here = event.target.getBoundingClientRect();
    const far = (cell) => {
      const place = cell.getBoundingClientRect();
      const across = right === 0 ? Math.abs(place.left - here.left) : Math.abs(place.top - here.top);
      const along = right === 0 ? (place.top - here.top) * down : (place.left - here.left) * right;
      return along > 1 ? along + across * 4 : Number.POSITIVE_INFINITY;
    };
    const next = cells.reduce((best, cell) => (far(cell) < far(best) ? cell : best), event.target);
    if (next === event.target) return;
    next.focus({ preventScroll: true });
    showCell(next.id);
    showAnswer({ target: next });
  });
}

function goToProblem(step) {
  const all = $$('input[aria-invalid=true], input[data-doubtful]');
  if (all.length === 0) return;
  const here = all.indexOf(document.activeElement);
  all[(here + step + all.length) % all.length].focus();
}

/* — Rules as one types: the same rules as the service's own, asked for after a pause — */
const sheet = $('form[data-check]');
if (sheet) {
  let timer;
  let asked = 0;
  let isTyped = false;
  sheet.addEventListener('input', () => {
    isTyped = true;
    clearTimeout(timer);
    timer = setTimeout(check, 250);
  });
  /* What was typed is saved on the way to a decision: nothing is lost, nothing is decided without it. */
  $('.decide')?.addEventListener('click', (event) => {
    const link = event.target.closest('a');
    if (!isTyped || !link) return;
    event.preventDefault();
    const next = document.createElement('input');
    next.type = 'hidden';
    next.name = '_puis';
    next.value = link.pathname.split('/').at(-1);
    sheet.append(next);
    sheet.requestSubmit();
  });
  async function check() {
    asked += 1;
    const mine = asked;
    const answer = await fetch(sheet.dataset.check, {
      method: 'POST',
      body: new URLSearchParams(new FormData(sheet)),
    });
    if (!answer.ok || mine !== asked) return;
    const { fields, schools, summary } = await answer.json();
    for (const chip of $$('[data-school]', sheet)) {
      const match = schools[chip.dataset.school];
      if (!match) continue;
      chip.textContent = match.words;
      chip.className = `chip ${match.tone}`;
    }
    for (const box of $$('.box', sheet)) {
      const input = $('input', box);
      const found = fields[input.name];
      const says = $('.says[data-rule]', box);
      box.classList.toggle('is-wrong', found?.severity === 'error');
      box.classList.toggle('is-doubtful', found?.severity === 'warning');
      input.setAttribute('aria-invalid', String(found?.severity === 'error'));
      says.textContent = found?.message ?? '';
    }
    const told = $('#bilan');
    if (told) told.textContent = summary;
  }
}

/* — What would leave is shown again as one writes or ticks; the same page, asked for after a pause — */
const written = $('form[data-preview]');
if (written) {
  const told = $('[data-preview-status]');
  let timer;
  let asked = 0;
  written.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(showAgain, 400);
    told.textContent = 'Aperçu à mettre à jour…';
  });
  async function showAgain() {
    asked += 1;
    const mine = asked;
    const answer = await fetch(written.dataset.preview, {
      method: 'POST',
      body: new URLSearchParams(new FormData(written)),
    });
    if (answer.redirected || mine !== asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const part of $$('[data-part]')) {
      const fresh = page.getElementById(part.id);
      if (fresh) part.replaceChildren(...fresh.childNodes);
    }
    followLaidOut();
    told.textContent = 'Aperçu à jour.';
  }
}
function followLaidOut() {
  for (const box of $$('[data-laid-out]')) {
    box.addEventListener('toggle', () => box.open && $('button', box).click(), { once: true });
  }
}
followLaidOut();

/* — An action that may be undone: the time that is left — */
for (const clock of $$('[data-until]')) {
  const until = Date.parse(clock.dataset.until);
  const tick = () => {
    const left = Math.round((until - Date.now()) / 1000);
    clock.textContent = left > 0 ? `encore ${left} s` : 'délai passé';
    if (left > 0) setTimeout(tick, 1000);
  };
  tick();
}
