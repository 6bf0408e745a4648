import { useQuery } from '@tanstack/react-query';
import { answer, api, upload } from '@/client/http';
import type { components } from '@/client/schema';
import { useAct } from '@/client/use-act';

type Schemas = components['schemas'];
export type Cascade = Schemas['CascadeOut'];
export type CascadeDepartment = Schemas['CascadeDepartmentOut'];
export type IndicatorInfo = Schemas['IndicatorInfo'];
export type IndicatorSet = Schemas['SetOut'];
export type MarketTarget = Schemas['MarketTargetOut'];
export type KeyWork = Schemas['KeyWorkOut'];
export type Change = Schemas['ChangeOut'];

const inMonth = (month: string) => ({ query: { month } });

export const useCascade = (month: string) => useQuery({ queryKey: ['cascade', month], queryFn: () => answer(api.GET('/api/goals/cascade', { params: inMonth(month) })) });
export const usePlan = (month: string) => useQuery({ queryKey: ['goal-plan', month], queryFn: () => answer(api.GET('/api/goals/plan', { params: inMonth(month) })) });
export const useIndicators = () => useQuery({ queryKey: ['indicators'], staleTime: Infinity, queryFn: () => answer(api.GET('/api/goals/indicators')) });
export const useKeyWork = (month: string) => useQuery({ queryKey: ['key-work', month], queryFn: () => answer(api.GET('/api/goals/key-work', { params: inMonth(month) })) });
export const useChanges = (month: string, page: number, size: number) =>
  useQuery({ queryKey: ['goal-changes', month, page, size], queryFn: () => answer(api.GET('/api/goals/changes', { params: { query: { month, page, size } } })) });

export const useDrawUp = (month: string) => useAct(() => answer(api.POST('/api/goals/{month}/draw-up', { params: { path: { month } } })));
export const useSetIndicators = () => useAct((body: Schemas['SetIn']) => answer(api.POST('/api/goals/sets', { body })));
export const useSetMarketTarget = () => useAct((body: Schemas['MarketTargetIn']) => answer(api.POST('/api/goals/market-targets', { body })));
export const useChangeGoals = () => useAct((body: Schemas['ChangeIn']) => answer(api.POST('/api/goals/changes', { body })));
export const usePlanWork = () => useAct((body: Schemas['KeyWorkIn']) => answer(api.POST('/api/goals/key-work', { body })));
export const useProveWork = () => useAct(({ id, text, file }: { id: string; text: string; file?: File | undefined }) => upload<KeyWork>(`/api/goals/key-work/${id}/proof`, file ? { file } : {}, { text }));
export const useDecideWork = () => useAct(({ id, confirmed, note }: { id: string; confirmed: boolean; note: string }) => answer(api.POST('/api/goals/key-work/{work_id}/decide', { params: { path: { work_id: id } }, body: { confirmed, note } })));
