/** Imported first by every screen. What Chromium 69 lacks and Preact asks for. */
if (typeof window.queueMicrotask !== 'function') {
  window.queueMicrotask = (work) => void Promise.resolve().then(work);
}
