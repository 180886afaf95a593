package neo4j

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

// Certificate lets a server speak TLS. It is its own authority: who trusts
// PEM trusts the server.
type Certificate struct {
	// PEM is the certificate, Key the private key, both as PEM.
	PEM, Key []byte
}

// NewCertificate makes a certificate for localhost and 127.0.0.1, valid from one time to the other.
func NewCertificate(from, until time.Time) (*Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	form := &x509.Certificate{
		SerialNumber:          big.NewInt(from.UnixNano()),
		Subject:               pkix.Name{CommonName: "Invented Authority"},
		NotBefore:             from,
		NotAfter:              until,
		DNSNames:              []string{"localhost"},
		IPAddresses:           []net.IP{net.IPv4(127, 0, 0, 1)},
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		BasicConstraintsValid: true,
		IsCA:                  true,
	}
	signed, err := x509.CreateCertificate(rand.Reader, form, form, key.Public(), key)
	if err != nil {
		return nil, err
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, err
	}
	return &Certificate{
		PEM: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: signed}),
		Key: pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private}),
	}, nil
}

// certificates is the folder of the certificate in a server's home.
const certificates = "certificates/bolt"

func encryption() [][2]string {
	return [][2]string{
		{"server.bolt.tls_level", "REQUIRED"},
		{"dbms.ssl.policy.bolt.enabled", "true"},
		{"dbms.ssl.policy.bolt.base_directory", certificates},
		{"dbms.ssl.policy.bolt.client_auth", "NONE"},
	}
}

// writeTo puts the certificate where encryption says.
func (c *Certificate) writeTo(home string) error {
	folder := filepath.Join(home, certificates)
	if err := os.WriteFile(filepath.Join(folder, "public.crt"), c.PEM, 0o600); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "private.key"), c.Key, 0o600)
}
