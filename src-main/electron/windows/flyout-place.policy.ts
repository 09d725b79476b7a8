/** In device-independent pixels, as Electron counts: of a display with another scale they are as many as it has. */
export interface Area {
  x: number
  y: number
  width: number
  height: number
}

export interface DisplayAreas {
  bounds: Area
  /** What is left of it beside the taskbar, if that does not hide itself, and other bars. */
  workArea: Area
}

type Edge = 'bottom' | 'top' | 'left' | 'right'
const edges: readonly Edge[] = ['bottom', 'top', 'left', 'right']

export const flyoutSize = { width: 360, height: 480 }
/** Between the flyout and what it is beside, as Windows' own have it. */
const gap = 10
/** A taskbar that hides itself takes no room from the work area. It lies over it while somebody points there, and is at most so thick. */
const thickestHidden = 100

/** Where the flyout is shown: beside the taskbar, at the icon, wholly inside the work area of the icon's display. */
export function placeFlyout(icon: Area, display: DisplayAreas): Area {
  const edge = taskbarEdge(icon, display)
  const room = within(besideHidden(edge, icon, display))
  const width = Math.min(flyoutSize.width, room.width)
  const height = Math.min(flyoutSize.height, room.height)
  const at = centre(icon)
  const x = edge === 'left' ? room.x : edge === 'right' ? endX(room) - width : at.x - width / 2
  const y = edge === 'top' ? room.y : edge === 'bottom' ? endY(room) - height : at.y - height / 2
  return { x: between(room.x, x, endX(room) - width), y: between(room.y, y, endY(room) - height), width, height }
}

/** Where the icon lies outside of the work area, there is the taskbar; else the nearest edge of those that something takes room from. */
function taskbarEdge(icon: Area, { bounds, workArea }: DisplayAreas): Edge {
  const at = centre(icon)
  const outside: Record<Edge, boolean> = {
    bottom: at.y >= endY(workArea),
    top: at.y < workArea.y,
    left: at.x < workArea.x,
    right: at.x >= endX(workArea),
  }
  const taken = edges.filter((edge) => reserved(edge, { bounds, workArea }) > 0)
  const candidates = edges.filter((edge) => outside[edge] && taken.includes(edge))
  const [first = 'bottom', ...rest] = candidates.length > 0 ? candidates : taken.length > 0 ? taken : edges
  return rest.reduce((nearest, edge) => (distance(at, edge, bounds) < distance(at, nearest, bounds) ? edge : nearest), first)
}

/** The icon is in the middle of the taskbar, so that reaches from the edge to twice as far as the icon's middle. */
function besideHidden(edge: Edge, icon: Area, { bounds, workArea }: DisplayAreas): Area {
  const thickness = 2 * distance(centre(icon), edge, bounds)
  if (reserved(edge, { bounds, workArea }) > 0 || thickness <= 0 || thickness > thickestHidden) return workArea
  return without(workArea, edge, Math.min(Math.ceil(thickness), extent(workArea, edge)))
}

function within(area: Area): Area {
  const x = Math.min(gap, Math.floor(area.width / 4))
  const y = Math.min(gap, Math.floor(area.height / 4))
  return { x: area.x + x, y: area.y + y, width: area.width - 2 * x, height: area.height - 2 * y }
}

function without(area: Area, edge: Edge, thickness: number): Area {
  if (edge === 'left') return { ...area, x: area.x + thickness, width: area.width - thickness }
  if (edge === 'right') return { ...area, width: area.width - thickness }
  if (edge === 'top') return { ...area, y: area.y + thickness, height: area.height - thickness }
  return { ...area, height: area.height - thickness }
}

const endX = ({ x, width }: Area) => x + width
const endY = ({ y, height }: Area) => y + height
const centre = ({ x, y, width, height }: Area) => ({ x: x + width / 2, y: y + height / 2 })
const between = (least: number, wanted: number, most: number) => Math.max(least, Math.min(Math.round(wanted), most))
/** Half of it stays for the flyout, whatever is said of the icon. */
const extent = (area: Area, edge: Edge) => Math.floor((edge === 'left' || edge === 'right' ? area.width : area.height) / 2)

function reserved(edge: Edge, { bounds, workArea }: DisplayAreas): number {
  if (edge === 'left') return workArea.x - bounds.x
  if (edge === 'right') return endX(bounds) - endX(workArea)
  return edge === 'top' ? workArea.y - bounds.y : endY(bounds) - endY(workArea)
}

function distance(at: { x: number; y: number }, edge: Edge, bounds: Area): number {
  if (edge === 'left') return at.x - bounds.x
  if (edge === 'right') return endX(bounds) - at.x
  return edge === 'top' ? at.y - bounds.y : endY(bounds) - at.y
}
