import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { later, upload } from '@/client/http';
import type { Page } from '@/client/page';
import type { Bilingual } from '@/lib/words';
import type { ImportAnswer } from '@/ui/file-import';
import type { Reason } from '@/ui/reason-tree';

export interface Person {
  id: string;
  employee_number: string;
  name: string;
  department: string;
  team: string | null;
  role: string;
  grade: string;
  market_type: string | null;
  market: string | null;
  hired_on: string;
  left_on: string | null;
}
export interface Target { indicator: string; weight: string; target: string }
export interface PersonGoals { person_id: string; name: string; employee_number: string; department: string; post: string | null; responsibilities: string | null; acknowledged_at: string | null; indicators: Target[] }
export interface GoalCycle { month: string; people: PersonGoals[] }
export interface IndicatorScore { indicator: string; weight: string; target: string; actual: string | null; score: string; explanation: Reason | null }
export interface PersonScore { person_id: string; name: string; employee_number: string; department: string; month: string; score: string; revenue_completion: string | null; indicators: IndicatorScore[]; grade_proposal: string | null; note?: Bilingual | null }

export const usePeople = (page: number, size: number) =>
  useQuery({ queryKey: ['people', page, size], queryFn: () => later.get<Page<Person>>('/api/people', { page, size }) });
export const useGoals = (month: string) => useQuery({ queryKey: ['goals', month], queryFn: () => later.get<GoalCycle>('/api/goals', { month }) });
export const useScores = (month: string, page: number, size: number) =>
  useQuery({ queryKey: ['scores', month, page, size], queryFn: () => later.get<Page<PersonScore>>('/api/scores', { month, page, size }) });

export function useAcknowledge(month: string) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: () => later.post(`/api/goals/${month}/acknowledge`, {}), onSuccess: () => queries.invalidateQueries({ queryKey: ['goals', month] }) });
}

export function useCloseScores(month: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (reason: string | null) => later.post(`/api/scores/${month}/close`, reason ? { override_reason: reason } : {}),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['scores'] }),
  });
}

export const importStaff = (files: File[]) => upload<ImportAnswer>('/api/staff/import', { file: files.slice(0, 1) });
export const importGoals = (files: File[]) => upload<ImportAnswer>('/api/goals/import', { file: files.slice(0, 1) });
