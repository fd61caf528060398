// Hears of new builds: shows the page anew when it was made anew, and what went wrong over it.
(() => {
  const own = decodeURI(location.pathname).replace(/^\//, '').replace(/\.html$/, '') || 'index';
  // The last build whose pages are known here; of a build between, which nobody told of, everything may be new.
  let heard = Number(document.currentScript.dataset.build);

  const panel = document.createElement('aside');
  panel.className = 'tei-preview';
  panel.setAttribute('role', 'status');
  panel.lang = 'en';

  function line(text, kind) {
    const item = document.createElement('p');
    item.textContent = text;
    item.className = kind;
    return item;
  }

  // What validation found, folded; whoever opened it finds it open after the page was loaded anew.
  const judged = document.createElement('details');
  judged.className = 'tei-judged';
  judged.lang = 'en';
  judged.open = sessionStorage.getItem('tei-judged') === 'open';
  judged.addEventListener('toggle', () => sessionStorage.setItem('tei-judged', judged.open ? 'open' : ''));

  function judge(findings) {
    const summary = document.createElement('summary');
    const count = severity => findings.filter(one => one.severity === severity).length;
    const said = [['error', 'errors'], ['warning', 'warnings'], ['info', 'remarks']]
      .filter(([severity]) => count(severity) > 0)
      .map(([severity, word]) => `${count(severity)} ${count(severity) === 1 ? word.slice(0, -1) : word}`);
    summary.textContent = `Validation: ${said.join(', ')}`;
    const shown = findings.slice(0, 200).map(one => line(one.text, one.severity));
    const rest = findings.length > shown.length ? [line(`… and ${findings.length - shown.length} more: tei validate`, 'info')] : [];
    judged.replaceChildren(summary, ...shown, ...rest);
    judged.hidden = findings.length === 0;
    if (!judged.isConnected) document.body.append(judged);
  }

  function show(news) {
    const lines = [
      ...(news.error ? [line(news.error, 'error')] : []),
      ...news.findings.map(finding => line(finding, 'finding')),
    ];
    panel.replaceChildren(...lines);
    panel.hidden = lines.length === 0;
    panel.classList.toggle('stopped', news.error !== '');
    if (!panel.isConnected) document.body.append(panel);
  }

  const missing = document.title === 'tei serve';
  const events = new EventSource('/.tei/events');
  events.onmessage = event => {
    const news = JSON.parse(event.data);
    document.documentElement.dataset.building = news.building;
    if (news.building) return;
    const isNew = news.number > heard + 1 || news.made.includes(own) || news.made.includes('assets')
      || (missing && news.made.length > 0);
    judge(news.judged);
    if (news.number > heard && isNew && !news.error) location.reload();
    else show(news);
    heard = news.number;
  };
})();
