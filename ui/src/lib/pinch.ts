// Two fingers, or a trackpad's pinch, which arrives as a wheel with Ctrl held down. Fingers are listened to without holding
// up the scrolling: `touch-action` keeps the web view from zooming by itself.

/** Tells by which factor to zoom around which point of the window, unless a box within has done so. Ends with `signal`. */
export function onPinch(
  element: HTMLElement,
  zoom: (factor: number, around: [x: number, y: number]) => void,
  signal: AbortSignal,
): void {
  let apart = 0;

  const measure = ([a, b]: Touch[]) => {
    if (!a || !b) return undefined;
    return {
      apart: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY),
      middle: [(a.clientX + b.clientX) / 2, (a.clientY + b.clientY) / 2] as [number, number],
    };
  };
  const start = (event: TouchEvent) => {
    apart = (event.touches.length === 2 && measure([...event.touches])?.apart) || 0;
  };
  const move = (event: TouchEvent) => {
    const now = event.touches.length === 2 ? measure([...event.touches]) : undefined;
    if (!now || apart === 0) return;
    event.stopPropagation();
    const factor = now.apart / apart;
    // A hundredth is the least that pdf.js tells apart: smaller steps are gathered.
    if (Math.abs(factor - 1) < 0.02) return;
    zoom(factor, now.middle);
    apart = now.apart;
  };
  const wheel = (event: WheelEvent) => {
    if (!event.ctrlKey || event.defaultPrevented) return;
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / 300), [event.clientX, event.clientY]);
  };
  element.addEventListener("touchstart", start, { passive: true, signal });
  element.addEventListener("touchmove", move, { passive: true, signal });
  element.addEventListener("wheel", wheel, { passive: false, signal });
}
