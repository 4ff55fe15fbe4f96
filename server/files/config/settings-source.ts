/** What the config and the team's templates say to validation, read again when they change. */
import {
	CONFIG_FILE,
	type Config,
	parseConfig,
	policyIn,
	settingsIn,
} from '#server/files/config/config.ts';
import { RULE_FOLDER, readTeamRules, rulePaths } from '#server/files/config/team-rules.ts';
import {
	readTeamTemplates,
	TEMPLATE_FOLDER,
	templatePaths,
} from '#server/files/config/team-templates.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { readText } from '#server/files/disk/read-text.ts';
import { fileFinding } from '#server/files/findings/file-finding.ts';
import type { FindingBoard } from '#server/files/findings/finding-board.ts';
import type { FileSide } from '#server/files/sides/file-side.ts';
import type { PolicyFile } from '#shared/lifecycle/policy-file.ts';
import { USUAL_BUDGET } from '#shared/session/pack/assemble-pack.ts';
import type { TeamRule } from '#shared/session/pack/team-rule.ts';
import { componentTypesOf, conventionsOf } from '#shared/trace/conventions.ts';
import type { Settings } from '#shared/trace/settings.ts';

export interface SettingsSource {
	/** The same object while nothing changed. */
	current(): Settings;
	/** What the config wants the signed policy to be; null where it says nothing. */
	proposedPolicy(): PolicyFile | null;
	/** The team's own rules for agents' work. */
	teamRules(): readonly TeamRule[];
	/** How many tokens a context pack may have. */
	packBudget(): number;
	onChange(listener: () => void): void;
	/** Looks at the files again. */
	look(): void;
	readonly side: FileSide;
}

export function createSettings(deps: {
	readonly disk: Disk;
	readonly root: string;
	readonly config: Config;
	readonly board: FindingBoard;
}): SettingsSource {
	const { disk, root, board } = deps;
	const listeners = new Set<() => void>();
	let { config } = deps;
	let settings = read();
	let proposed = policyIn(config);
	let rules = readRules();

	function read(): Settings {
		const { templates, findings } = readTeamTemplates(disk, root);
		board.post(TEMPLATE_FOLDER, findings);
		return { ...settingsIn(config), templates };
	}

	function readRules(): readonly TeamRule[] {
		const types = componentTypesOf(conventionsOf(settings));
		const { rules: found, findings } = readTeamRules(disk, root, types);
		board.post(RULE_FOLDER, findings);
		return found;
	}

	/** A config that doesn't hold any more is told; what it said before stays in force. */
	function readConfig(): void {
		const parsed = parseConfig(readText(disk, root, CONFIG_FILE), config.preset);
		const no = parsed.ok ? null : parsed.error;
		board.post(CONFIG_FILE, no && fileFinding(no.guard, 'error', CONFIG_FILE, no.reason, no.fix));
		if (parsed.ok) config = parsed.value;
	}

	function look(): void {
		readConfig();
		const now = read();
		const wanted = policyIn(config);
		if (JSON.stringify([now, wanted]) === JSON.stringify([settings, proposed])) {
			rules = readRules();
			return;
		}
		settings = now;
		proposed = wanted;
		rules = readRules();
		for (const listener of listeners) listener();
	}

	const side: FileSide = {
		places: [CONFIG_FILE, TEMPLATE_FOLDER, RULE_FOLDER],
		paths: () => [
			...[CONFIG_FILE, TEMPLATE_FOLDER, RULE_FOLDER],
			...templatePaths(disk, root),
			...rulePaths(disk, root),
		],
		fileChanged(path) {
			if (path === CONFIG_FILE || path.startsWith(TEMPLATE_FOLDER)) look();
			else if (path.startsWith(RULE_FOLDER)) rules = readRules();
		},
		docChanged: () => false,
		flush: () => [],
		isWaiting: () => false,
		async catchUp() {},
	};

	return {
		current: () => settings,
		proposedPolicy: () => proposed,
		teamRules: () => rules,
		packBudget: () => config.sessions?.packTokens ?? USUAL_BUDGET,
		onChange: (listener) => void listeners.add(listener),
		look,
		side,
	};
}
