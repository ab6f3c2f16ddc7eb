// Takes the filled clinic away when the run is over (clinic.ts).
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the clinic of a run lies: the run is the process above the workers. */
export const clinicOf = (run: number) => join(tmpdir(), `sarnakh-clinic-${run}`);

export default function takeAway() {
  rmSync(clinicOf(process.pid), { recursive: true, force: true });
}
