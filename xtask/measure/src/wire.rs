//! Bytes on the wire, counted where they pass.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// Bytes that were read and written.
#[derive(Clone, Debug, Default)]
pub struct Count {
    read: Arc<AtomicU64>,
    written: Arc<AtomicU64>,
}

impl Count {
    /// Bytes that were read so far.
    pub fn read(&self) -> u64 {
        self.read.load(Ordering::SeqCst)
    }

    /// Bytes that were written so far.
    pub fn written(&self) -> u64 {
        self.written.load(Ordering::SeqCst)
    }

    /// What passed in both directions since the last time.
    pub fn take(&self) -> u64 {
        self.read.swap(0, Ordering::SeqCst) + self.written.swap(0, Ordering::SeqCst)
    }
}

/// A connection that counts: heads and bodies, not what TCP or TLS add.
pub struct Counted {
    stream: TcpStream,
    count: Count,
}

impl Counted {
    /// `stream`, counted in `count`.
    pub fn new(stream: TcpStream, count: Count) -> Self {
        Self { stream, count }
    }
}

impl AsyncRead for Counted {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let read = ready!(Pin::new(&mut self.stream).poll_read(cx, buf));
        self.count
            .read
            .fetch_add((buf.filled().len() - before) as u64, Ordering::SeqCst);
        Poll::Ready(read)
    }
}

impl AsyncWrite for Counted {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let written = ready!(Pin::new(&mut self.stream).poll_write(cx, buf))?;
        self.count.written.fetch_add(written as u64, Ordering::SeqCst);
        Poll::Ready(Ok(written))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// Stands between devices and a host on this machine, and counts what passes.
pub struct Wire {
    address: SocketAddr,
    count: Count,
    task: JoinHandle<()>,
}

impl Wire {
    /// One that leads to `host`.
    pub async fn to(host: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let (address, count) = (listener.local_addr()?, Count::default());
        let counts = count.clone();
        let task = tokio::spawn(async move {
            while let Ok((device, _)) = listener.accept().await {
                let mut device = Counted::new(device, counts.clone());
                tokio::spawn(async move {
                    let mut host = TcpStream::connect(host).await?;
                    // Neither side waits for the other's acknowledgement: the wire is to add no time of its own.
                    host.set_nodelay(true)?;
                    device.stream.set_nodelay(true)?;
                    copy_bidirectional(&mut device, &mut host).await
                });
            }
        });
        Ok(Self { address, count, task })
    }

    /// Where devices find it.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What has passed since the last time, heads and bodies in both directions.
    pub fn take(&self) -> u64 {
        self.count.take()
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.task.abort();
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    #[test]
    fn what_passes_is_counted_once() {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
            let wire = Wire::to(listener.local_addr().unwrap()).await.unwrap();
            let mut device = TcpStream::connect(wire.address()).await.unwrap();
            device.write_all(b"ask").await.unwrap();
            let (mut host, _) = listener.accept().await.unwrap();
            let mut asked = [0; 3];
            host.read_exact(&mut asked).await.unwrap();
            host.write_all(b"answer").await.unwrap();
            drop(host);
            let mut answer = String::new();
            device.read_to_string(&mut answer).await.unwrap();
            assert_eq!((answer.as_str(), wire.take()), ("answer", 9));
            assert_eq!(wire.take(), 0);
        });
    }
}
