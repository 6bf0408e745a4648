import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, upload } from '@/client/http';
import type { components } from '@/client/schema';
import type { ImportAnswer } from '@/ui/file-import';

export type Person = components['schemas']['PersonOut'];
export type Goals = components['schemas']['GoalsOut'];
export type PersonGoals = components['schemas']['PersonGoalsOut'];
export type Target = components['schemas']['TargetOut'];
export type Scores = components['schemas']['ScoresOut'];
export type PersonScore = components['schemas']['ScoreOut'];
export type IndicatorScore = components['schemas']['IndicatorOut'];
export type Department = Scores['departments'][number];
export type Proposal = components['schemas']['ProposalOut'];

const inMonth = (month: string) => ({ path: { month } });

export const usePeople = (page: number, size: number) =>
  useQuery({ queryKey: ['people', page, size], queryFn: () => answer(api.GET('/api/people', { params: { query: { page, size } } })) });
export const useGoals = (month: string) =>
  useQuery({ queryKey: ['goals', month], queryFn: () => answer(api.GET('/api/goals', { params: { query: { month } } })) });
export const useScores = (month: string) =>
  useQuery({ queryKey: ['scores', month], queryFn: () => answer(api.GET('/api/scores', { params: { query: { month } } })) });

export function useAcknowledge(month: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.POST('/api/goals/{month}/acknowledge', { params: inMonth(month), body: { everybody: false } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['goals', month] }),
  });
}

export function useCloseScores(month: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (reason: string | null) => answer(api.POST('/api/scores/{month}/close', { params: inMonth(month), body: { override_reason: reason } })),
    onSuccess: () => queries.invalidateQueries(),
  });
}

export const importStaff = (files: File[]) => upload<ImportAnswer>('/api/staff/import', { file: files.slice(0, 1) });
export const importGoals = (files: File[]) => upload<ImportAnswer>('/api/goals/import', { file: files.slice(0, 1) });
