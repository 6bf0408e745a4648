import type { Ear, Mouth } from './ports';

/** The customer's voice: a hidden element beside the pages, so that no page change can take it away. */
export class HiddenEar implements Ear {
  #element: HTMLAudioElement | null = null;

  async play(sound: MediaStream): Promise<boolean> {
    this.#element ??= hidden();
    this.#element.srcObject = sound;
    return this.retry();
  }

  async retry(): Promise<boolean> {
    try {
      await this.#element?.play();
      return true;
    } catch (refused) {
      return !(refused instanceof DOMException && refused.name === 'NotAllowedError');
    }
  }

  silence(): void {
    if (this.#element) this.#element.srcObject = null;
  }
}

function hidden(): HTMLAudioElement {
  const element = document.createElement('audio');
  element.autoplay = true;
  element.hidden = true;
  element.dataset['testid'] = 'phone-sound';
  document.body.append(element);
  return element;
}

const wanted: MediaStreamConstraints = { audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true }, video: false };
const reasons: Record<string, 'denied' | 'none' | 'busy'> = {
  NotAllowedError: 'denied', SecurityError: 'denied', NotFoundError: 'none', OverconstrainedError: 'none', NotReadableError: 'busy', AbortError: 'busy',
};

/** The agent's microphone: asked for once and kept open for the shift, so that a ring is answered without a question. */
export class KeptMicrophone implements Mouth {
  #stream: MediaStream | null = null;
  #changed: () => void = () => undefined;
  #watched = false;

  async ask(): ReturnType<Mouth['ask']> {
    this.release();
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia(wanted);
    } catch (refused) {
      return { refused: reasons[(refused as Error).name] ?? 'none' };
    }
    for (const track of this.#stream.getAudioTracks()) track.addEventListener('ended', () => this.#changed());
    return { stream: this.#stream };
  }

  onChange(changed: () => void): void {
    this.#changed = changed;
    if (this.#watched) return;
    this.#watched = true;
    navigator.mediaDevices?.addEventListener('devicechange', () => { if (!this.#live()) this.#changed(); });
    void navigator.permissions?.query({ name: 'microphone' as PermissionName }).then((permission) => {
      permission.addEventListener('change', () => this.#changed());
    }).catch(() => undefined);
  }

  release(): void {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
  }

  #live(): boolean {
    return this.#stream?.getAudioTracks().some((track) => track.readyState === 'live') ?? false;
  }
}
