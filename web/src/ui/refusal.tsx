import type { ProblemError } from '../api/client';

/** The server's sentence when it refuses: what concerns one of `fields` stands at that field, everything else here. */
export function Refusal({ problem, fields = [] }: { problem: ProblemError | undefined; fields?: string[] }) {
  if (!problem || fields.some(pointer => problem.at(pointer))) return null;
  return (
    <p className="error" role="alert">
      {problem.faults[0]?.detail ?? problem.message}
    </p>
  );
}
