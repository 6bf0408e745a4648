import { book } from '@/lib/words';

/** How a value is written with its unit; `{n}` is the number. */
export const units = book('units', {
  'yes': ['是', 'yes'],
  'no': ['否', 'no'],
  'points': ['{n} 分', '{n} points'],
  'minutes': ['{n} 分钟', '{n} min'],
  'hours': ['{n} 小时', '{n} h'],
  'seconds': ['{n} 秒', '{n} s'],
  'days': ['{n} 天', '{n} days'],
  'months': ['{n} 个月', '{n} months'],
  'percent': ['{n}%', '{n}%'],
  'people': ['{n} 人', '{n} people'],
  'orders': ['{n} 单', '{n} orders'],
  'rows': ['{n} 行', '{n} rows'],
  'calls': ['{n} 次通话', '{n} calls'],
  'dials': ['{n} 次', '{n} dials'],
  'contacts': ['{n} 个', '{n} contacts'],
  'leads': ['{n} 条', '{n} leads'],
  'numbers': ['{n} 个号码', '{n} numbers'],
  'half_up_cents': ['四舍五入到分', 'half up to the cent'],
  'calendar_days': ['按自然日', 'by calendar days'],
});
