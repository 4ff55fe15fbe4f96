/** What evidence has to say of the checkout that is open here: test files are read where they changed. */
import type { SeenRuns } from '#machines/evidence/look-at.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { readRegularText } from '#server/files/disk/read-regular.ts';
import type { Files } from '#server/files/files.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { TestFile } from '#shared/evidence/coverage.ts';
import { evidenceFindings } from '#shared/evidence/evidence-findings.ts';
import type { ComponentId } from '#shared/id.ts';
import type { EvidenceRules } from '#shared/lifecycle/evidence-rules.ts';
import type { Finding } from '#shared/trace/finding.ts';
import type { Traced } from '#shared/trace/tracing/tracing.ts';

const MOST_BYTES = 8 * 1024 * 1024;

export function createRunFindings(deps: {
	readonly disk: Disk;
	readonly root: string;
	readonly files: Pick<Files, 'designPath' | 'designText'>;
}): (
	rules: EvidenceRules | undefined,
	artefacts: () => Artefacts,
	seen: SeenRuns,
	traced: Traced,
) => readonly Finding[] {
	const { disk, root, files } = deps;
	const read = new Map<ComponentId, { readonly stamp: string; readonly file: TestFile }>();

	/** The same object while the file is. */
	function testOf(design: ComponentId, path: string | undefined): TestFile | null {
		const full = `${root}/${path}`;
		const stat = path === undefined ? undefined : disk.statSync(full, { throwIfNoEntry: false });
		if (path === undefined || stat === undefined) return null;
		const stamp = `${path} ${stat.size} ${stat.mtimeMs} ${stat.ino}`;
		const before = read.get(design);
		if (before?.stamp === stamp) return before.file;
		const file = { design, path, text: readRegularText(disk, full, MOST_BYTES) ?? '' };
		read.set(design, { stamp, file });
		return file;
	}

	return (rules, artefacts, seen, traced) => {
		if (rules?.on !== true) return [];
		return evidenceFindings({
			...{ rules, artefacts: artefacts(), seen },
			testOf: (design) => testOf(design, traced.looks.get(design)?.trace.test?.path),
			designFile: (id) => ({ file: files.designPath(id), markdown: files.designText(id) }),
		});
	};
}
