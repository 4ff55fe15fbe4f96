import type { Artefacts } from '#shared/artefact/artefacts.ts';
import { check } from '#shared/trace/check.ts';
import type { Finding } from '#shared/trace/finding.ts';
import { PRESETS } from '#shared/trace/presets/presets.ts';

/** All Findings, as the relay has them: its checkout's preset is given by name. */
export function checkByPreset(artefacts: Artefacts, preset: string | null): readonly Finding[] {
	return check(artefacts, PRESETS.get(preset ?? '') ?? null);
}
