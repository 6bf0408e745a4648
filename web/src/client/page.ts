/** One page of a list, as every list endpoint answers. */
export interface Page<T> { items: T[]; total: number; page: number; size: number }
