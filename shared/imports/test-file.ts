import { isTestPath } from '#shared/trace/paths.ts';
import type { Preset } from '#shared/trace/preset.ts';

/** Folders that hold nothing but tests and what they need, in whatever language. */
const FOLDERS = new Set(['test', 'tests', '__tests__', '__mocks__', 'spec', 'e2e', 'testdata']);
/** `session.test.ts`, `session_test.go`, `test_session.py`, and what their frameworks add. */
const NAMES = [/[._-](?:test|tests|spec|bench)\.\w+$/, /^test_\w+\.py$/, /^conftest\.py$/];

/** Whether a file is there for tests: what a test imports says nothing of the architecture. */
export function isTestFile(preset: Preset | null, path: string): boolean {
	const parts = path.split('/');
	const name = parts.pop() ?? '';
	if (parts.some((part) => FOLDERS.has(part))) return true;
	return NAMES.some((shape) => shape.test(name)) || (preset !== null && isTestPath(preset, path));
}
