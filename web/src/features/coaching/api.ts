import { useQuery } from '@tanstack/react-query';
import { later } from '@/client/http';
import type { Page } from '@/client/page';

export type Rung = 'dials' | 'connected' | 'effective' | 'interested' | 'ordered';
export interface LadderStep { step: Rung; count: number; rate: number | null; goal: number | null; previous: number | null }
export interface Times { work_seconds: number; talk_seconds: number; logged_in_seconds: number | null; utilisation: number | null; lost: Record<string, number> }
export interface Chance { chance: number; calls: number; calls_low: number | null; calls_high: number | null }
export interface Odds { p: number; low: number; high: number; successes: number; attempts: number; calls_for: Chance[] }
export interface MyNumbers {
  person_id: string;
  name: string;
  day: string;
  ladder: LadderStep[];
  times: Times | null;
  previous_day: string | null;
  previous_times: Times | null;
  probability: Odds | null;
}
export interface Person { id: string; name: string; employee_number: string; role: string }

export const useMyNumbers = (day: string, person: string, enabled: boolean) =>
  useQuery({ queryKey: ['my-numbers', day, person], queryFn: () => later.get<MyNumbers>('/api/my-numbers', { day, person }), enabled });

export const usePeopleInScope = () =>
  useQuery({ queryKey: ['people', 'scope'], queryFn: () => later.get<Page<Person>>('/api/people', { size: 500 }), staleTime: 60_000 });
