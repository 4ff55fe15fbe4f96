import type { Preset } from '#shared/trace/preset.ts';
import { go } from '#shared/trace/presets/go.ts';
import { phoenix } from '#shared/trace/presets/phoenix.ts';
import { phoenixSpec } from '#shared/trace/presets/phoenix-spec.ts';
import { plain } from '#shared/trace/presets/plain.ts';
import { python } from '#shared/trace/presets/python.ts';
import { rust } from '#shared/trace/presets/rust.ts';
import { typescript } from '#shared/trace/presets/typescript.ts';

/** Every preset by the name that the config gives. */
export const PRESETS: ReadonlyMap<string, Preset> = new Map(
	[typescript, phoenix, phoenixSpec, python, go, rust, plain].map((preset) => [
		preset.name,
		preset,
	]),
);
