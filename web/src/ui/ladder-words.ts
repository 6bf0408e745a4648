import { book } from '@/lib/words';

export const words = book('ladder', {
  'step.dials': ['拨打', 'Dials'],
  'step.connected': ['接通', 'Connected'],
  'step.effective': ['有效接触', 'Effective'],
  'step.interested': ['意向', 'Interested'],
  'step.ordered': ['下单', 'Ordered'],
  'rate': ['占上一级 {rate}', '{rate} of the rung above'],
  'goal': ['今天目标 {n}', 'Goal today {n}'],
  'reached': ['已达到', 'Reached'],
  'before': ['前一个工作日 {n}', 'Previous workday {n}'],
  'benchmark': ['本组中位数 {n}', 'Team median {n}'],
});
