/**
 * All the script that a card's page may have: it shows what only a script can do, and does it. Without it every
 * word and every action of the page is there.
 */
export const SCRIPT = `(function () {
  'use strict';
  var print = document.querySelector('[data-print]');
  if (print) {
    print.hidden = false;
    print.addEventListener('click', function () { window.print(); });
  }
  var button = document.querySelector('[data-aloud]');
  var speech = window.speechSynthesis;
  if (!button || !speech || !window.SpeechSynthesisUtterance) return;
  var label = button.querySelector('span');
  var start = label.textContent;
  function silent() {
    speech.cancel();
    label.textContent = start;
    button.setAttribute('aria-pressed', 'false');
  }
  button.hidden = false;
  button.addEventListener('click', function () {
    if (button.getAttribute('aria-pressed') === 'true') return silent();
    var said = new SpeechSynthesisUtterance(document.querySelector('[data-words]').innerText);
    said.lang = document.documentElement.lang;
    said.rate = 0.85;
    said.onend = said.onerror = silent;
    label.textContent = button.getAttribute('data-stop');
    button.setAttribute('aria-pressed', 'true');
    speech.cancel();
    speech.speak(said);
  });
  window.addEventListener('pagehide', silent);
})();
`;
