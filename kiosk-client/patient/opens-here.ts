/**
 * An iPhone's app on the home screen knows nothing of what the browser knew, so that it has to open at the very address of this
 * visit: there, and only there, the manifest leaves the address to open out.
 */
export function opensHere(): void {
  if (!('standalone' in navigator)) return;
  const manifest = document.querySelector<HTMLLinkElement>('link[rel="manifest"]');
  if (manifest) manifest.href += '?opens=here';
}
