/** The sizes of the map, in pixels at zoom 1. Every node is as large: so words never move it. */
export const NODE_SIZE = { width: 216, height: 88 } as const;

/** The free room between nodes: beside each other, below each other, and for the lanes' titles. */
export const GAP = { across: 96, down: 40, lane: 88, alone: 32 } as const;

export const STEP = {
	x: NODE_SIZE.width + GAP.across,
	y: NODE_SIZE.height + GAP.down,
} as const;

/** Places snap to this, so that nodes line up and files show round numbers. */
export const SNAP = 8;
