/** Days and times in the company's zone, which the server names in /api/me; never the zone of the browser. */
let zone = 'Asia/Shanghai';

export function setCompanyZone(name: string | null | undefined): void {
  if (name) zone = name;
}

function parts(moment: Date): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit',
    hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
  });
  return Object.fromEntries(format.formatToParts(moment).map((part) => [part.type, part.value]));
}

/** 2026-11-23 14:05 */
export function when(moment: string | null | undefined): string {
  if (!moment) return '—';
  const p = parts(new Date(moment));
  return `${p['year']}-${p['month']}-${p['day']} ${p['hour']}:${p['minute']}`;
}

/** 14:05:09 */
export function timeOfDay(moment: string | null | undefined): string {
  if (!moment) return '—';
  const p = parts(new Date(moment));
  return `${p['hour']}:${p['minute']}:${p['second']}`;
}

/** The moment of a wall-clock time in the company's zone: "2026-11-23 14:05" → ISO in UTC. */
export function instant(wall: string): string {
  const asUtc = Date.parse(`${wall.replace(' ', 'T')}:00Z`);
  const shift = (moment: number) => {
    const p = parts(new Date(moment));
    return Date.parse(`${p['year']}-${p['month']}-${p['day']}T${p['hour']}:${p['minute']}:${p['second']}Z`) - moment;
  };
  const near = asUtc - shift(asUtc);
  return new Date(asUtc - shift(near)).toISOString();
}

/** The company's day of a moment, 2026-11-23. */
export function day(moment: string | Date = new Date()): string {
  const p = parts(new Date(moment));
  return `${p['year']}-${p['month']}-${p['day']}`;
}

/** The company's month, 2026-11; `back` counts months before. */
export function month(back = 0): string {
  const [year = 2000, number = 1] = day().split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 - back, 1)).toISOString().slice(0, 7);
}
