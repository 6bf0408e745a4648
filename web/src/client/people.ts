import { useQuery } from '@tanstack/react-query';
import { answer, api } from './http';

/** Everybody the viewer may see, to choose from. */
export const usePeopleInScope = (enabled = true) =>
  useQuery({ queryKey: ['people', 'scope'], enabled, staleTime: 60_000, queryFn: () => answer(api.GET('/api/people', { params: { query: { page: 1, size: 500 } } })) });
