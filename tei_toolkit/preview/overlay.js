// Hears of new builds: shows the page anew when it was made anew, and what went wrong over it.
(() => {
  const own = decodeURI(location.pathname).replace(/^\//, '').replace(/\.html$/, '') || 'index';
  let first = true;

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
    const isNew = news.made.includes(own) || news.made.includes('assets') || (missing && news.made.length > 0);
    if (!first && isNew && !news.error) location.reload();
    else show(news);
    first = false;
  };
})();
