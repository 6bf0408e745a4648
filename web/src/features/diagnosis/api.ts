import { useMutation, useQuery } from '@tanstack/react-query';
import { answer, api } from '@/client/http';
import type { components } from '@/client/schema';

export type Findings = components['schemas']['FindingsOut'];
export type Finding = components['schemas']['FindingOut'];

export const findingsKey = ['findings'] as const;
export const useFindings = () => useQuery({ queryKey: findingsKey, queryFn: () => answer(api.GET('/api/findings')) });

export type Home = components['schemas']['HomeOut'];
export const useHome = () => useQuery({ queryKey: ['home'], queryFn: () => answer(api.GET('/api/home')) });

export const useLoadSample = () => useMutation({ mutationFn: () => answer(api.POST('/api/sample')) });
export const useDiagnose = () => useMutation({ mutationFn: () => answer(api.POST('/api/diagnosis/run', { body: {} })) });
