//! A Tauri window with nothing in it that says when it has been painted, as Doorstep does.

/// Called by the page after its second animation frame.
#[tauri::command]
async fn painted() {
    eprintln!("painted");
}

fn main() {
    tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![painted])
        .run(tauri::generate_context!())
        .expect("the empty window could not be opened");
}
