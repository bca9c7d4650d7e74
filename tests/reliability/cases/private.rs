//! TLS with the operating system's certificates, and the system's proxy. On Linux both are set in a process's
//! environment, so each row refreshes in a process of its own.

use std::fs;
use std::sync::Arc;

use kit::device::{Device, Source};
use kit::world::{edition, now};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose, date_time_ymd,
};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use crate::child::{self, Report, report};
use crate::endure::run;
use crate::scene::Scene;
use crate::table::{Case, Family, Row};

/// A name that no resolver knows, and the proxy does.
const BEHIND: &str = "doorstep.test";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Proxy {
    None,
    /// Connects, to whatever name.
    Connects,
    /// Answers every request with this status.
    Refuses(&'static str),
}

struct Setting {
    /// Whom the host's certificate is for.
    certified: &'static str,
    expired: bool,
    /// The operating system trusts who signed it.
    trusted: bool,
    asked: &'static str,
    proxy: Proxy,
}

const USUAL: Setting = Setting {
    certified: "localhost",
    expired: false,
    trusted: true,
    asked: "localhost",
    proxy: Proxy::None,
};

pub fn family() -> Family {
    let behind = |proxy| Setting {
        certified: BEHIND,
        asked: BEHIND,
        proxy,
        ..USUAL
    };
    let rows = [
        (
            "a host whose certificate the operating system trusts",
            USUAL,
            "`Updated`",
        ),
        (
            "a host whose certificate is signed by nobody the device knows",
            Setting {
                trusted: false,
                ..USUAL
            },
            "`NotPrivate`",
        ),
        (
            "a host whose certificate is for another name",
            Setting {
                certified: "example.org",
                ..USUAL
            },
            "`NotPrivate`",
        ),
        (
            "a host whose certificate has expired",
            Setting { expired: true, ..USUAL },
            "`CheckDate`",
        ),
        (
            "a host that only the system's proxy can reach",
            behind(Proxy::Connects),
            "`Updated`",
        ),
        (
            "the same, and the proxy inspects TLS with a certificate the device does not know",
            Setting {
                trusted: false,
                ..behind(Proxy::Connects)
            },
            "`NotPrivate`",
        ),
        (
            "a proxy that wants a password (407)",
            behind(Proxy::Refuses("407 Proxy Authentication Required")),
            "`Offline`",
        ),
        (
            "a proxy that cannot reach the host (502)",
            behind(Proxy::Refuses("502 Bad Gateway")),
            "`Offline`",
        ),
    ];
    let case = |(name, setting, want): (&'static str, Setting, &'static str)| {
        // The other systems' stores of certificates cannot be set for one process.
        Case::new(name, move || ask(&setting, want)).if_here(cfg!(target_os = "linux"))
    };
    Family {
        title: "TLS and the proxy",
        about: "The host answers over TLS with a certificate of an authority of the test's own, which the device trusts \
                where the row says so: `SSL_CERT_FILE` is the operating system's store, as `HTTPS_PROXY` is its proxy.",
        cases: rows.into_iter().map(case).collect(),
    }
}

fn ask(setting: &Setting, want: &str) -> Row {
    run(async {
        let scene = Scene::new(|press| press.publish(&edition(2))).await;
        let papers = tempfile::tempdir().unwrap();
        let plain = scene.source.host.split('/').nth(2).unwrap().to_owned();
        let port = speak_tls(certificate(setting, &papers), plain).await;
        let folder = scene.copy();
        let source = Source {
            host: format!("https://{}:{port}/doorstep", setting.asked),
            ..scene.source.clone()
        };
        let mut command = child::refresh(folder.path(), &source, now(), None);
        for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_DIR"] {
            command.env_remove(name).env_remove(name.to_lowercase());
        }
        let authority = if setting.trusted {
            "authority.pem"
        } else {
            "stranger.pem"
        };
        command.env("SSL_CERT_FILE", papers.path().join(authority));
        if setting.proxy != Proxy::None {
            command.env(
                "HTTPS_PROXY",
                format!("http://127.0.0.1:{}", speak_proxy(setting.proxy).await),
            );
        }
        let Report { seen, reads, .. } = report(&command.output().unwrap());
        assert_eq!(seen, want);
        let device = Device::open(folder.path(), &scene.source, now()).unwrap();
        let first = device.whole(|number| scene.press.json(number), now());
        drop(device);
        scene.after(folder.path(), 2).await;
        Row {
            seen: if first == 2 {
                format!("{seen}. Edition 2")
            } else {
                format!("{seen}. Edition 1, then 2")
            },
            reads,
        }
    })
}

fn authority(name: &str) -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.distinguished_name.push(DnType::CommonName, name);
    params.key_usages.push(KeyUsagePurpose::KeyCertSign);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// The host's side, and in `papers` what the device may trust.
fn certificate(setting: &Setting, papers: &TempDir) -> ServerConfig {
    let ours = authority("The test's own");
    fs::write(papers.path().join("authority.pem"), ours.pem()).unwrap();
    fs::write(papers.path().join("stranger.pem"), authority("A stranger").pem()).unwrap();
    let mut params = CertificateParams::new([setting.certified.to_owned()]).unwrap();
    params.distinguished_name.push(DnType::CommonName, setting.certified);
    if setting.expired {
        (params.not_before, params.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(2021, 1, 1));
    }
    let key = KeyPair::generate().unwrap();
    let certificate = params.signed_by(&key, &ours).unwrap();
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap()
}

/// Speaks TLS in front of the host at `plain`. Answers its port.
async fn speak_tls(config: ServerConfig, plain: String) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (acceptor, plain) = (acceptor.clone(), plain.clone());
            tokio::spawn(async move {
                // A client that trusts nobody here goes away, and that is the test.
                let Ok(mut private) = acceptor.accept(stream).await else {
                    return;
                };
                let mut plain = TcpStream::connect(plain).await.unwrap();
                let _ = copy_bidirectional(&mut private, &mut plain).await;
            });
        }
    });
    port
}

/// A proxy for `CONNECT`, which finds every host on this machine. Answers its port.
async fn speak_proxy(proxy: Proxy) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut head = Vec::new();
                while !head.ends_with(b"\r\n\r\n") {
                    head.push(stream.read_u8().await.ok()?);
                }
                let head = String::from_utf8(head).ok()?;
                let port = head.strip_prefix(&format!("CONNECT {BEHIND}:"))?.split(' ').next()?;
                if let Proxy::Refuses(status) = proxy {
                    let answer = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n");
                    return stream.write_all(answer.as_bytes()).await.ok();
                }
                let mut host = TcpStream::connect(format!("127.0.0.1:{port}")).await.ok()?;
                stream.write_all(b"HTTP/1.1 200 Connected\r\n\r\n").await.ok()?;
                copy_bidirectional(&mut stream, &mut host).await.ok().map(drop)
            });
        }
    });
    port
}
