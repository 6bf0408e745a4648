import { useMutation, useQuery } from '@tanstack/react-query';
import { later } from '@/client/http';
import type { Started } from '@/client/jobs';
import type { Bilingual } from '@/lib/words';
import type { Reason } from '@/ui/reason-tree';

export type Trend = 'worse' | 'better' | 'same' | 'new';
export interface Finding {
  id: string;
  code: string;
  title: Bilingual;
  summary: Bilingual;
  cause: Bilingual | null;
  act: Bilingual;
  cost: string | null;
  currency: string;
  main: boolean;
  trend: Trend;
  evidence: Reason[];
  people: { person_id: string; name: string }[];
  enough_data: boolean;
  page: string | null;
}
export interface Home {
  empty: boolean;
  findings: Finding[];
  measured_at: string | null;
  total_cost: string | null;
  main_share: number | null;
  currency: string;
}

export const homeKey = ['home'] as const;
export const useHome = () => useQuery({ queryKey: homeKey, queryFn: () => later.get<Home>('/api/home') });
export const useLoadSample = () => useMutation({ mutationFn: () => later.post<Started>('/api/sample') });
export const useDiagnose = () => useMutation({ mutationFn: () => later.post<Started>('/api/diagnosis/run', {}) });
