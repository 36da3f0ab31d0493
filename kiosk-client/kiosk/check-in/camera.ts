/** What browsers have that read QR codes by themselves. */
type Detector = { detect(source: HTMLVideoElement): Promise<readonly { rawValue: string }[]> };
type DetectorClass = new (options: { formats: string[] }) => Detector;

const LOOK_EVERY_MS = 250;

export function hasCamera(): boolean {
  // Without TLS a browser has no mediaDevices, whatever its type says.
  return detectorClass() !== null && 'mediaDevices' in navigator;
}

/** Looks through the camera until a QR code is read, or it is stopped. @throws DOMException when nobody lets it look */
export async function watchCamera(
  video: HTMLVideoElement,
  { read, signal }: { read: (text: string) => void; signal: AbortSignal },
): Promise<void> {
  const Class = detectorClass();
  if (Class === null) return;
  const detector = new Class({ formats: ['qr_code'] });
  // The one that looks at whoever stands before the screen.
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'user' }, audio: false });
  const end = () => {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  if (signal.aborted) return end();
  signal.addEventListener('abort', end, { once: true });
  video.srcObject = stream;
  while (!signal.aborted) {
    const [code] = await detector.detect(video).catch(() => []);
    if (code && !signal.aborted) return read(code.rawValue);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

function detectorClass(): DetectorClass | null {
  // Not every browser has it, and the compiler's list does not either.
  return (window as { BarcodeDetector?: DetectorClass }).BarcodeDetector ?? null;
}
