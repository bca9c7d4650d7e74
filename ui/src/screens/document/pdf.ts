// pdf.js, set up for this app: everything it reads lies beside it inside the program, a document's scripts and
// forms stay asleep, and a link out of a document is told about and not followed.

// The viewer finds the library as a global, which this import makes: it stays the first.
import {
  AnnotationEditorType,
  AnnotationMode,
  getDocument,
  type PDFDocumentProxy,
  PDFWorker,
} from "pdfjs-dist/legacy/build/pdf.mjs";
import workerAddress from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";
import {
  EventBus,
  FindState,
  PDFFindController,
  PDFLinkService,
  PDFViewer,
} from "pdfjs-dist/legacy/web/pdf_viewer.mjs";

/** Where pdfjs-files.js puts character maps, standard fonts and picture decoders. */
const FILES = new URL("/pdfjs/", document.baseURI).href;

/** Of a page's picture, in pixels: what is beyond is drawn coarser, and sharp where one looks. */
const MOST_PIXELS = 2 ** 23;

/** How far one may zoom: 1 is the size on paper. */
const SCALES = { least: 0.25, most: 8 };

/** The person's own colours, where they have forced them and the web view can draw with them. */
const FORCED = { background: "Canvas", foreground: "CanvasText" };

/** "Fit width", in pdf.js's words. */
const FIT_WIDTH = "page-width";

export interface Found {
  query: string;
  /** Still looking through the pages. */
  busy: boolean;
  /** Which of them is shown, from 1. */
  current: number;
  total: number;
}

export interface Told {
  /** The page that is read, from 1. */
  page: (number: number) => void;
  /** What of it is in sight, and how large, as `open` takes it. */
  place: (place: string) => void;
  scale: (scale: number) => void;
  found: (found: Found) => void;
  /** A link leads out of the document, to that address. */
  leaves: (address: string) => void;
  /** A page could not be drawn. */
  blank: (page: number) => void;
}

/** Links within the document work. One that leads out of it becomes a button that says where to. */
class InnerLinks extends PDFLinkService {
  leaves: (address: string) => void = () => undefined;

  override addLinkAttributes(link: HTMLAnchorElement, url: string): void {
    link.removeAttribute("href");
    link.role = "button";
    link.tabIndex = 0;
    link.title = url;
    link.ariaLabel = `Link to ${url}`;
    link.onclick = () => {
      this.leaves(url);
      return false;
    };
    link.onkeydown = ({ key }) => {
      if (key === "Enter") this.leaves(url);
    };
  }

  /** The address of a link within the document, were it ever followed by anything but us: here. */
  override getAnchorUrl(): string {
    return location.hash;
  }
}

/** A PDF that lies open in `container`. */
export class Pdf {
  readonly pages: number;
  readonly #document: PDFDocumentProxy;
  readonly #viewer: PDFViewer;
  readonly #bus: EventBus;
  readonly #end: AbortController;

  private constructor(document: PDFDocumentProxy, viewer: PDFViewer, bus: EventBus, end: AbortController) {
    this.pages = document.numPages;
    this.#document = document;
    this.#viewer = viewer;
    this.#bus = bus;
    this.#end = end;
  }

  /**
   * Opens what `bytes` hold, at `place` where one is given. Fails with pdf.js's own exceptions: `reasonWhy` words them.
   * `container` is a positioned, scrolling div that holds one more.
   */
  static async open(bytes: ArrayBuffer, container: HTMLDivElement, place: string, told: Told): Promise<Pdf> {
    const end = new AbortController();
    // Our own worker rather than its address: pdf.js takes `tauri:` for a stranger's, and would wrap it in a blob.
    const port = new Worker(workerAddress, { type: "module" });
    const worker = PDFWorker.create({ port });
    end.signal.addEventListener("abort", () => {
      worker.destroy();
      port.terminate();
    });
    try {
      const broken = new Promise<never>((_, reject) => (port.onerror = () => reject(new Error("no worker"))));
      const task = getDocument({
        data: new Uint8Array(bytes),
        worker,
        cMapUrl: `${FILES}cmaps/`,
        standardFontDataUrl: `${FILES}standard_fonts/`,
        wasmUrl: `${FILES}wasm/`,
        // The window's policy allows no code that is made at run time: pictures are decoded by plain script.
        useWasm: false,
        useWorkerFetch: false,
        enableXfa: false,
        verbosity: 0,
      });
      end.signal.addEventListener("abort", () => void task.destroy());
      const document = await Promise.race([task.promise, broken]);
      return await Pdf.#show(document, container, place, told, end);
    } catch (error) {
      end.abort();
      throw error;
    }
  }

  static async #show(
    document: PDFDocumentProxy,
    container: HTMLDivElement,
    place: string,
    told: Told,
    end: AbortController,
  ): Promise<Pdf> {
    const eventBus = new EventBus();
    const linkService = new InnerLinks({ eventBus });
    linkService.leaves = told.leaves;
    const findController = new PDFFindController({
      linkService,
      eventBus,
      updateMatchesCountOnProgress: false,
    });
    const options = {
      container,
      eventBus,
      linkService,
      findController,
      // Links and notes; form fields as they were printed.
      annotationMode: AnnotationMode.ENABLE,
      annotationEditorMode: AnnotationEditorType.DISABLE,
      imageResourcesPath: `${FILES}images/`,
      enableAutoLinking: false,
      enableSelectionRendering: false,
      maxCanvasPixels: MOST_PIXELS,
      // The room is too dear for margins.
      removePageBorders: true,
      pageColors: window.matchMedia("(forced-colors: active)").matches ? FORCED : undefined,
      abortSignal: end.signal,
    };
    const viewer = new PDFViewer(options);
    linkService.setViewer(viewer);

    const pdf = new Pdf(document, viewer, eventBus, end);
    eventBus.on("pagechanging", ({ pageNumber }: { pageNumber: number }) => told.page(pageNumber));
    eventBus.on("updateviewarea", ({ location }: { location: { pdfOpenParams: string } }) =>
      told.place(location.pdfOpenParams.slice(1)),
    );
    eventBus.on("scalechanging", ({ scale }: { scale: number }) => told.scale(scale));
    eventBus.on("pagerendered", ({ pageNumber, error }: { pageNumber: number; error?: unknown }) => {
      if (error) told.blank(pageNumber);
    });
    const found = ({ matchesCount, state }: { matchesCount: Omit<Found, "query">; state?: number }) => {
      // Its type says that there is never one.
      const query = (findController.state as { query: string } | null)?.query;
      if (query !== undefined) {
        told.found({ ...matchesCount, query, busy: state === FindState.PENDING });
      }
    };
    eventBus.on("updatefindcontrolstate", found);
    eventBus.on("updatefindmatchescount", found);

    const laidOut = new Promise<void>((resolve) => {
      eventBus.on("pagesinit", () => {
        viewer.currentScaleValue = "auto";
        if (place !== "") linkService.setHash(place);
        told.page(viewer.currentPageNumber);
        resolve();
      });
    });
    viewer.setDocument(document);
    linkService.setDocument(document, null);
    await laidOut;
    pdf.#fitAsTheWindowChanges(container);
    return pdf;
  }

  /** Frees the worker and all pages. */
  close(): void {
    this.#viewer.setDocument(null as unknown as PDFDocumentProxy);
    this.#viewer.cleanup();
    this.#end.abort();
  }

  goTo(page: number): void {
    this.#viewer.currentPageNumber = Math.min(Math.max(Math.trunc(page), 1), this.pages);
  }

  /** Multiplies the size by `factor`, around a point of the window where one is given. */
  zoom(factor: number, around?: [x: number, y: number], drawingDelay = 0): void {
    const to = Math.min(Math.max(this.#viewer.currentScale * factor, SCALES.least), SCALES.most);
    const scaleFactor = to / this.#viewer.currentScale;
    this.#viewer.updateScale({ scaleFactor, drawingDelay, origin: around });
  }

  fitWidth(): void {
    this.#viewer.currentScaleValue = FIT_WIDTH;
  }

  /** Marks `query` wherever it stands and shows the nearest. */
  find(query: string): void {
    this.#look("", query, false);
  }

  /** Shows the next place, or the one before. */
  again(query: string, previous: boolean): void {
    this.#look("again", query, previous);
  }

  /** Takes the marks away. */
  stopFinding(): void {
    this.#bus.dispatch("findbarclose", { source: this });
  }

  /** Whether any page holds words: a scanned one is a picture of them. */
  async hasWords(): Promise<boolean> {
    for (let number = 1; number <= this.pages; number++) {
      const page = await this.#document.getPage(number);
      const { items } = await page.getTextContent();
      if (items.some((item) => "str" in item && item.str.trim() !== "")) return true;
    }
    return false;
  }

  #look(type: "" | "again", query: string, findPrevious: boolean): void {
    this.#bus.dispatch("find", {
      source: this,
      type,
      query,
      findPrevious,
      highlightAll: true,
      caseSensitive: false,
      entireWord: false,
      matchDiacritics: false,
    });
  }

  #fitAsTheWindowChanges(container: HTMLDivElement): void {
    const viewer = this.#viewer;
    const resized = new ResizeObserver(() => {
      const fits = viewer.currentScaleValue;
      if (fits === "auto" || fits === FIT_WIDTH) viewer.currentScaleValue = fits;
      viewer.update();
    });
    resized.observe(container);
    this.#end.signal.addEventListener("abort", () => resized.disconnect());
  }
}

/** Why a PDF did not open and what to do, in words. */
export function reasonWhy(error: unknown): string {
  switch (error instanceof Error ? error.name : "") {
    case "PasswordException":
      return "It needs a password. Open it in another app, which can ask you for it.";
    case "InvalidPDFException":
    case "FormatError":
      return "It is damaged, or is not a PDF. Another app may still open it.";
    default:
      return "It could not be shown here. Another app may still open it.";
  }
}
