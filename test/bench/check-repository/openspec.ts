/** The same number of specs as OpenSpec has them, and how long its own command takes over them. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Measured, measure } from '#test/bench/check-repository/measure.ts';

const PEERS = join(import.meta.dirname, '../peers');
const BIN = join(PEERS, 'node_modules/@fission-ai/openspec/bin/openspec.js');

/** Installs it where it isn't: only a run by hand does. */
export function installOpenSpec(): void {
	if (existsSync(BIN)) return;
	console.log('Installing @fission-ai/openspec into test/bench/peers …');
	execFileSync('npm', ['install', '--no-package-lock', '--no-audit', '--no-fund'], { cwd: PEERS });
}

export function measureOpenSpec(specs: number): Measured {
	const folder = mkdtempSync(join(tmpdir(), 'openspec-bench-'));
	try {
		mkdirSync(join(folder, 'openspec/changes'), { recursive: true });
		writeFileSync(join(folder, 'openspec/project.md'), '# Project\n');
		for (let n = 0; n < specs; n++) {
			mkdirSync(join(folder, `openspec/specs/part-${n}`), { recursive: true });
			writeFileSync(join(folder, `openspec/specs/part-${n}/spec.md`), specOf(n));
		}
		const env = { OPENSPEC_TELEMETRY: '0', DO_NOT_TRACK: '1' };
		return measure([BIN, 'validate', '--specs', '--no-interactive'], folder, env);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

function specOf(n: number): string {
	const prose = 'It keeps what readers put there, for as long as they want it kept. '.repeat(6);
	return `# part-${n} Specification

## Purpose
${prose}

## Requirements
### Requirement: Keeping
The system SHALL keep what a reader puts there.

#### Scenario: Kept
- **WHEN** a reader puts book ${n} there
- **THEN** it is there the next morning
`;
}
