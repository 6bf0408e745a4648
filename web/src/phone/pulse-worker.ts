/** Timers of a hidden tab are slowed to one a minute, those of a worker are not. */
self.onmessage = ({ data }: MessageEvent<number>) => { setInterval(() => self.postMessage('beat'), data); };
