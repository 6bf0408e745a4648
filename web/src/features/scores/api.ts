import { useQuery } from '@tanstack/react-query';
import { answer, api, upload } from '@/client/http';
import type { components } from '@/client/schema';
import { useAct } from '@/client/use-act';

type Schemas = components['schemas'];
export type Project = Schemas['ProjectOut'];
export type ProjectLine = Schemas['ProjectLine'];
export type Item = Schemas['PlanEventOut'];
export type Cycle = Schemas['CycleOut'];
export type Board = Schemas['CycleBoardOut'];
export type BoardPerson = Schemas['CyclePersonOut'];
export type Supply = Schemas['SupplyOut'];
export type GradeCase = Schemas['GradeCaseOut'];
export type Seat = Schemas['SeatIn'];
export type CycleState = Schemas['CycleState'];
export type CycleSettings = Schemas['LengthsOut'];
export type SupplierSeat = Schemas['SupplierSeatOut'];
export type PeriodLength = Schemas['PeriodLength'];

const one = (id: string) => ({ path: { project_id: id } });
const ofCycle = (id: string) => ({ path: { cycle_id: id } });

export const useProjects = (page: number, size: number) =>
  useQuery({ queryKey: ['projects', page, size], queryFn: () => answer(api.GET('/api/projects', { params: { query: { page, size } } })) });
export const useProject = (id: string) =>
  useQuery({ queryKey: ['project', id], queryFn: () => answer(api.GET('/api/projects/{project_id}', { params: one(id) })) });
export const useCycles = (page: number, size: number) =>
  useQuery({ queryKey: ['cycles', page, size], queryFn: () => answer(api.GET('/api/cycles', { params: { query: { page, size } } })) });
export const useBoard = (id: string) =>
  useQuery({ queryKey: ['cycle', id], queryFn: () => answer(api.GET('/api/cycles/{cycle_id}', { params: ofCycle(id) })) });
export const useCases = (waiting: boolean, page: number, size: number) =>
  useQuery({ queryKey: ['grades', waiting, page, size], queryFn: () => answer(api.GET('/api/grades', { params: { query: { waiting, page, size } } })) });
export const useHistory = (person: string) =>
  useQuery({ queryKey: ['grade-history', person], queryFn: () => answer(api.GET('/api/grades/people/{person_id}', { params: { path: { person_id: person } } })) });

export const useDraft = () => useAct((body: Schemas['ProjectIn']) => answer(api.POST('/api/projects', { body })));
export const useGroup = (id: string) => useAct((members: Seat[]) => answer(api.POST('/api/projects/{project_id}/group', { params: one(id), body: { members } })));
export const useEventChange = () => useAct(({ id, ...body }: { id: string; owner_id: string | null; due_on: string | null }) => answer(api.POST('/api/projects/events/{item_id}', { params: { path: { item_id: id } }, body })));
export const useEvidence = () => useAct(({ id, kind, text, file }: { id: string; kind: string; text: string; file?: File | undefined }) => upload<Project>(`/api/projects/events/${id}/evidence`, file ? { file } : {}, { kind, text }));
export const useComplete = () => useAct((id: string) => answer(api.POST('/api/projects/events/{item_id}/complete', { params: { path: { item_id: id } } })));
export const useIncentives = (id: string) => useAct((incentives: string[]) => answer(api.POST('/api/projects/{project_id}/incentives', { params: one(id), body: { incentives } })));
export const usePublish = (id: string) => useAct(() => answer(api.POST('/api/projects/{project_id}/publish', { params: one(id) })));
export const useNotice = (id: string) => useAct((body: Schemas['NoticeIn']) => answer(api.POST('/api/projects/{project_id}/notices', { params: one(id), body })));

export const useSettings = (month: string) =>
  useQuery({ queryKey: ['cycle-settings', month], queryFn: () => answer(api.GET('/api/cycles/settings', { params: { query: { month } } })) });
export const useSetLength = () => useAct((body: Schemas['LengthIn']) => answer(api.POST('/api/cycles/settings/length', { body })));
export const useNameSupplier = () => useAct((body: Schemas['SupplierIn']) => answer(api.POST('/api/cycles/settings/supplier', { body })));

export const useOpenCycle = () => useAct((body: Schemas['OpenIn']) => answer(api.POST('/api/cycles', { body })));
export const useAdvance = (id: string) => useAct((body: Schemas['AdvanceIn']) => answer(api.POST('/api/cycles/{cycle_id}/advance', { params: ofCycle(id), body })));
export const useSendBack = (id: string) => useAct((body: Schemas['SendBackIn']) => answer(api.POST('/api/cycles/{cycle_id}/send-back', { params: ofCycle(id), body })));
export const useSign = (id: string) => useAct((unit: string) => answer(api.POST('/api/cycles/{cycle_id}/sign', { params: ofCycle(id), body: { unit } })));
export const useSelfView = (id: string) => useAct((text: string) => answer(api.POST('/api/cycles/{cycle_id}/self-view', { params: ofCycle(id), body: { text } })));
export const useReview = (id: string) => useAct((body: Schemas['ReviewIn']) => answer(api.POST('/api/cycles/{cycle_id}/reviews', { params: ofCycle(id), body })));

const ofCase = (id: string) => ({ path: { proposal_id: id } });
export const useDecide = (id: string) => useAct((body: Schemas['GradeDecisionIn']) => answer(api.POST('/api/grades/{proposal_id}/decide', { params: ofCase(id), body })));
export const useAppeal = (id: string) => useAct((text: string) => answer(api.POST('/api/grades/{proposal_id}/appeal', { params: ofCase(id), body: { text } })));
export const useAnswer = (id: string) => useAct((body: Schemas['AnswerIn']) => answer(api.POST('/api/grades/{proposal_id}/answer', { params: ofCase(id), body })));
