import type { TestsRunning } from '#shared/protocol/log.ts';

/** The tests of a checkout that are being run, for whoever looks on. */
export interface UnderWay {
	/** Undefined while none are. */
	current(): TestsRunning | undefined;
	begin(run: TestsRunning): void;
	end(): void;
}

/** `onChange` hears of a beginning and of an end. */
export function createUnderWay(onChange: () => unknown): UnderWay {
	let current: TestsRunning | undefined;
	return {
		current: () => current,
		begin(run) {
			current = run;
			onChange();
		},
		end() {
			if (current === undefined) return;
			current = undefined;
			onChange();
		},
	};
}
