import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from '@/client/http';
import type { Page } from '@/client/page';
import type { Bilingual } from '@/lib/words';

export interface Lead {
  id: string;
  company: string;
  person: string | null;
  numbers: string[];
  region: string | null;
  campaign: string;
  state: string;
  owner: string | null;
  assigned_because: Bilingual | null;
}
export interface LeadQuery { page: number; size: number; state: string; owner: string; campaign: string; q: string }
export interface Assignment { campaign: string; method: string; people?: string[] }
export interface Assigned { assigned: number }

export const useLeads = (query: LeadQuery) =>
  useQuery({ queryKey: ['leads', query], queryFn: () => get<Page<Lead>>('/api/leads', { ...query }) });

export function useAssign() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (assignment: Assignment) => post<Assigned>('/api/leads/assign', assignment),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['leads'] }),
  });
}
